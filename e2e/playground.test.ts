import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { arrive, openBrowser, url, verdict, write } from './page'

const LOOP = 'while True:\n    pass\n'
const KB = 1024
/** Presses that follow each other faster count as one. */
const NEW_PRESS_MS = 500

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click()
const output = (page: Page) => page.locator('.console')

test('a newcomer presses Run and sees what the program prints, within the budget of a first load', async () => {
  const page = await browser.newPage({ locale: 'en-GB' })
  let octets = 0
  page.on('response', async answer => {
    if (!/monaco|editor|languages\b.*\.js/.test(answer.url())) octets += (await answer.request().sizes()).responseBodySize
  })
  await page.goto(url)
  await run(page)
  await verdict(page, 'Finished')
  expect(await output(page).innerText()).toContain('Hello, Ada!')
  expect(octets).toBeLessThan(350 * KB)
  await page.close()
})

test('ten fast clicks make at most two runs', async () => {
  const page = await arrive(browser)
  let runs = 0
  page.on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/execution/submit')) runs++
  })
  const { x, y, width, height } = (await page.locator('.runbar .btn').first().boundingBox()) ?? never()
  for (let i = 0; i < 10; i++) await page.mouse.click(x + width / 3, y + height / 2, { delay: 20 })
  await verdict(page, 'Finished')
  expect(runs).toBeGreaterThan(0)
  expect(runs).toBeLessThanOrEqual(2)
  await page.close()
})

test('by keys alone: write, run, stop an endless loop, and leave the editor', async () => {
  const page = await arrive(browser)
  await write(page, LOOP)
  await page.keyboard.press('Control+Enter')
  await verdict(page, 'Running')
  await page.keyboard.press('F6')
  await page.waitForTimeout(NEW_PRESS_MS)
  await page.keyboard.press('Escape')
  await verdict(page, 'Stopped by you')
  await page.locator('.monaco-editor .view-lines').click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor') === null)).toBe(true)
  await page.close()
})

test('an error leads to its line, and the time limit is told in words', async () => {
  const page = await arrive(browser)
  await write(page, 'x = 1\nprint(totl)\n')
  await page.keyboard.press('Control+Enter')
  await verdict(page, 'Ended with an error')
  await page.getByRole('button', { name: 'Go to main.py, line 2' }).click()
  await page.getByText('Line 2, column 1').waitFor()
  await write(page, LOOP)
  await page.waitForTimeout(NEW_PRESS_MS)
  await page.keyboard.press('Control+Enter')
  await verdict(page, 'Stopped at the time limit')
  await page.close()
})

test('where streams are blocked the page asks, and shows the same', async () => {
  const page = await browser.newPage({ locale: 'en-GB' })
  await page.route('**/events', route => route.abort())
  await page.goto(url)
  await run(page)
  await verdict(page, 'Finished')
  expect(await output(page).innerText()).toContain('Hello, Ada!')
  await page.close()
})

test('a full server is told in words and tried again by itself; a refusal says what to do', async () => {
  const page = await arrive(browser)
  const problem = (type: string, status: number, detail: string) => ({
    status,
    contentType: 'application/problem+json',
    headers: { 'Retry-After': '1' },
    body: JSON.stringify({ type: `urn:carrel:problem:${type}`, status, detail, remedy: 'Send less.', retryAfterMs: 1500 }),
  })
  await page.route('**/execution/submit', route => route.fulfill(problem('full', 503, 'Full.')), { times: 1 })
  await run(page)
  await page.getByText('More people than the machines can serve.').first().waitFor()
  await verdict(page, 'Finished')
  await page.route('**/execution/submit', route => route.fulfill(problem('too-large', 413, 'Too much.')), { times: 1 })
  await page.waitForTimeout(NEW_PRESS_MS)
  await run(page)
  await page.getByText('Too much. Send less.').waitFor()
  await page.close()
})

test('nothing is lost when the page is loaded again, or the language changes and comes back', async () => {
  const page = await arrive(browser)
  await write(page, 'print("still here")')
  await page.reload()
  await page.locator('.view-line', { hasText: 'still here' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('bash')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'main.sh' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('python')
  await page.keyboard.press('Enter')
  await page.locator('.view-line', { hasText: 'still here' }).waitFor()
  await page.close()
})

test.each(['light', 'dark'] as const)('axe finds nothing, ready and finished, wide and narrow: %s', async colorScheme => {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const page = await arrive(browser, { colorScheme })
  const check = async () => {
    await page.evaluate(source)
    const found = await page.evaluate(async () => {
      const axe = (window as unknown as { axe: { run: (options: object) => Promise<{ violations: Found[] }> } }).axe
      const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)
    })
    expect(found).toEqual([])
  }
  await check()
  await run(page)
  await verdict(page, 'Finished')
  await check()
  await page.setViewportSize({ width: 390, height: 844 })
  await check()
  await page.close()
})

interface Found {
  id: string
  nodes: { html: string }[]
}

function never(): never {
  throw new Error('the button is not there')
}
