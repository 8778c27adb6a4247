import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessibleAsItIs } from './axe'
import { openBrowser, url, visit } from './page'

const PAGES = [
  'sign-in',
  'sign-up',
  'confirm',
  'forgot',
  'reset',
  'join',
  'set-up',
  'account',
  'classes',
  'switches',
  'help',
  'projects',
  'projects/0',
  'shared/0',
]

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

test.each([
  { colorScheme: 'light', locale: 'en-GB', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', locale: 'de-DE', viewport: { width: 320, height: 640 } },
] as const)('axe finds nothing on any page, and none is wider than the screen: %o', async look => {
  const page = await visit(browser, '/terms', look)
  for (const path of [...PAGES, 'terms', 'privacy', 'nowhere']) {
    await page.goto(`${url}/${path}`)
    await page.locator('h1').waitFor()
    await expectAccessibleAsItIs(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0)
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
