import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { inTheme } from './theme'

const FOLDER = process.env.CARREL_PICTURES ?? 'pictures'
const WIDTHS = [390, 1024, 1440]

/** Pictures of the page as it is, as wide as a phone, a tablet and a desk, for a person to look at; it is nowhere wider than the screen. */
export async function pictures(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
    expect(await overhang(page), `${name} at ${width}`).toBeLessThanOrEqual(0)
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`), animations: 'disabled' })
  }
  if (size !== null) await page.setViewportSize(size)
}

/** The same by day and by night. */
export async function picturesInBothThemes(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await inTheme(page, theme)
    await pictures(page, `${name}-${theme}`)
  }
}

/** How much wider the page is than its screen. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}
