import { type Browser, chromium, type Page } from 'playwright-core'

/** Where the service is that the journeys go to. */
export const url: string = process.env.CARREL_URL ?? 'http://localhost:8080'

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CARREL_CHROMIUM ?? '/usr/bin/chromium'
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--no-proxy-server', '--disable-gpu'] })
}

/** A person who was never here. What the browser complains of fails the journey at its end. */
export async function arrive(browser: Browser, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })
  page.setDefaultTimeout(20_000)
  await page.goto(url)
  await page.locator('.monaco-editor .view-line').first().waitFor()
  return page
}

/** Replaces the text of the open file. */
export async function write(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor .view-lines').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(text)
}

export function verdict(page: Page, word: string): Promise<void> {
  return page.locator('.verdict-line', { hasText: word }).waitFor()
}
