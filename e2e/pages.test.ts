import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessibleAsItIs } from './axe'
import { arrive, openBrowser, url, visit } from './page'
import { overhang, pictures } from './pictures'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

/** Where one can go, from the router itself: nobody can forget a page here. */
async function routes(page: Page): Promise<string[]> {
  const found = await page.evaluate(() =>
    Object.keys((globalThis as unknown as { __TSR_ROUTER__: { routesByPath: object } }).__TSR_ROUTER__.routesByPath),
  )
  expect(found).toEqual(expect.arrayContaining(['/', '/account', '/projects/$id']))
  return [...found, '/nowhere']
}

const named = (route: string) => route.slice(1).replaceAll('/', '-').replace('$', '') || 'playground'

test.each([
  { colorScheme: 'light', locale: 'en-GB', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', locale: 'de-DE', viewport: { width: 320, height: 640 } },
] as const)('axe finds nothing on any page, none is wider than the screen, and pictures are taken: %o', async look => {
  const page = await arrive(browser, look)
  for (const route of await routes(page)) {
    await page.goto(url + route.replace('$id', '0'))
    await page
      .locator(route === '/' ? '.monaco-editor .view-line' : 'h1')
      .first()
      .waitFor()
    await expectAccessibleAsItIs(page)
    expect(await overhang(page), route).toBeLessThanOrEqual(0)
    await pictures(page, `${named(route)}-${look.colorScheme}`)
  }
  await page.context().close()
})

test('every page has its name, the way to the papers, and help', async () => {
  const page = await visit(browser, '/')
  for (const [link, title] of [
    ['Help', 'Help'],
    ['Terms', 'Terms of use'],
    ['Privacy', 'Privacy notice'],
  ] as const) {
    await page.getByRole('contentinfo').getByRole('link', { name: link }).press('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    expect(await page.title()).toMatch(new RegExp(`^${link} · Carrel$`))
  }
  await page.context().close()
})
