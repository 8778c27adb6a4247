import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { inTheme } from './theme'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Found {
  id: string
  nodes: { html: string }[]
}

/** What the page looks like now breaks none of the rules of WCAG 2.2, A and AA, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectAccessibleAsItIs(page)
  const theme = await other(page)
  if (theme === null) return
  await inTheme(page, theme)
  expect(await broken(page, ['color-contrast']), theme).toEqual([])
}

/** The same, in the theme that it has. */
export async function expectAccessibleAsItIs(page: Page): Promise<void> {
  await page.evaluate(source)
  expect(await broken(page, RULES)).toEqual([])
}

/** The theme that it would have on another device; null where somebody chose one. */
function other(page: Page): Promise<'light' | 'dark' | null> {
  return page.evaluate(() => {
    if (localStorage.getItem('carrel.theme') !== null) return null
    return document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
  })
}

/** @param rules tags or names of rules */
function broken(page: Page, rules: string[]): Promise<string[]> {
  return page.evaluate(async runOnly => {
    const axe = (window as unknown as { axe: { run: (options: object) => Promise<{ violations: Found[] }> } }).axe
    const { violations } = await axe.run({ runOnly })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)
  }, rules)
}
