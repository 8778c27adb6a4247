import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'

/** Where the service is that the journeys go to. */
export const url: string = process.env.CARREL_URL ?? 'http://localhost:8080'

/** How long somebody waits for what should be there soon: on a busy machine soon is late. */
export const PATIENCE = 40_000

export function openBrowser(): Promise<Browser> {
  return chromium.connect(inject('browser'))
}

/** A person who was never here, with the editor open. */
export async function arrive(browser: Browser, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const person = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })
  return openTab(person)
}

/** A person who was never here, on a page without an editor. */
export async function visit(
  browser: Browser,
  path: string,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<Page> {
  const person = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })
  await person.route(/assets\/(monaco|editor)/, route => route.abort())
  const page = await person.newPage()
  page.setDefaultTimeout(PATIENCE)
  await page.goto(url + path)
  return page
}

/** One more tab of a person's browser. */
export async function openTab(person: BrowserContext): Promise<Page> {
  const page = await person.newPage()
  page.setDefaultTimeout(PATIENCE)
  await page.goto(url)
  await page.locator('.monaco-editor .view-line').first().waitFor()
  return page
}

/** Replaces the text of the open file. */
export async function write(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor .view-lines').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  // Pasted: what is typed, the editor would indent a second time.
  await page.evaluate(pasted => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, text)
}

/** Presses that follow each other faster than people mean them count as one. */
export function breathe(page: Page): Promise<void> {
  return page.waitForTimeout(500)
}

export function run(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Run', exact: true }).click()
}

export function verdict(page: Page, word: string): Promise<void> {
  return page.locator('.verdict-line', { hasText: word }).waitFor()
}

/** What the service tells at an address is changed on its way to the page. */
export function toldOtherwise<T extends object>(page: Page, path: string, change: (told: T) => T): Promise<void> {
  return page.route(`${url}/api${path}`, async route => {
    if (route.request().method() !== 'GET') return route.fallback()
    const response = await route.fetch()
    return route.fulfill({ response, json: change(await response.json()) })
  })
}
