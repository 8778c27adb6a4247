import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { arrive, breathe, openBrowser, PATIENCE, run, url, verdict, write } from './page'

const LOOP = 'while True:\n    pass\n'
const KB = 1024

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

const output = (page: Page) => page.locator('.console')

test('a newcomer presses Run and sees what the program prints, within the budget of a first load', async () => {
  const page = await browser.newPage({ locale: 'en-GB' })
  const asked: Request[] = []
  page.on('requestfinished', request => {
    if (!/monaco|editor|languages\b.*\.js/.test(request.url())) asked.push(request)
  })
  await page.goto(url)
  await run(page)
  await verdict(page, 'Finished')
  expect(await output(page).innerText()).toContain('Hello, Ada!')
  const sizes = await Promise.all(asked.map(request => request.sizes()))
  expect(sizes.reduce((octets, size) => octets + size.responseBodySize, 0)).toBeLessThan(350 * KB)
  await page.close()
})

test('who writes before the large editor has come goes on in it, and no letter is lost', async () => {
  const page = await browser.newPage({ locale: 'en-GB' })
  page.setDefaultTimeout(PATIENCE)
  let come = () => {}
  const wanted = new Promise<void>(resolve => {
    come = resolve
  })
  await page.route(/assets\/monaco/, async route => {
    await wanted
    await route.continue()
  })
  await page.goto(url)
  const field = page.getByRole('textbox', { name: 'main.py' })
  await field.press('Control+A')
  await page.keyboard.type('abcdefgh')
  come()
  // Letter by letter, until the editor has come and stands on its own.
  let text = 'abcdefgh'
  while ((await page.locator('.editor-plain').count()) > 0) {
    const letter = String.fromCharCode(97 + (text.length % 26))
    await page.keyboard.type(letter)
    text += letter
  }
  await page.keyboard.type(' and more')
  await page.locator('.view-line', { hasText: `${text} and more` }).waitFor()
  await page.close()
})

test('ten fast clicks make at most two runs', async () => {
  const page = await arrive(browser)
  let runs = 0
  page.on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/execution/submit')) runs++
  })
  await page.evaluate(async () => {
    for (let i = 0; i < 10; i++) {
      document.querySelector<HTMLButtonElement>('.runbar .btn')?.click()
      await Promise.resolve() // The page is drawn anew between two clicks.
    }
  })
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
  await breathe(page)
  await page.keyboard.press('Escape')
  await verdict(page, 'Stopped by you')
  await expectAccessible(page)
  await page.locator('.monaco-editor .view-lines').click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor') === null)).toBe(true)
  await page.close()
})

test('what a compiler finds is underlined, listed and leads to its line; a failed program does the same', async () => {
  const page = await arrive(browser)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do' }).fill('C++')
  await page.getByRole('option', { name: 'C++', exact: true }).click()
  await page.getByRole('tab', { name: 'main.cpp' }).waitFor()
  await write(page, '#include <iostream>\nint main() {\n  int unused = 3;\n  std::cout << nme;\n}\n')
  await page.keyboard.press('Control+Enter')
  await verdict(page, 'Does not compile')
  await page.locator('.squiggly-error').first().waitFor()
  await page.getByRole('tab', { name: 'Problems 2' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Error: ‘nme’ was not declared' }).click()
  await page.getByText('Line 4, column 16').waitFor()
  await page.keyboard.press('F8')
  await page.getByText('Line 3, column 7').waitFor()
  await page.close()
})

test('an error leads to its line, and the time limit is told in words', async () => {
  const page = await arrive(browser)
  await write(page, 'x = 1\nprint(totl)\n')
  await page.keyboard.press('Control+Enter')
  await verdict(page, 'Ended with an error')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Go to main.py, line 2' }).first().click()
  await page.getByText('Line 2, column 1').waitFor()
  await write(page, LOOP)
  await breathe(page)
  await page.keyboard.press('Control+Enter')
  await verdict(page, 'Stopped at the time limit')
  await expectAccessible(page)
  await page.close()
})

test('where streams are blocked the page asks, and shows the same', async () => {
  const page = await browser.newPage({ locale: 'en-GB' })
  await page.route('**/events', route => route.abort())
  await page.route('**/api/languages', route => route.abort())
  await page.goto(url)
  await page.getByText('The list of languages did not come.').waitFor()
  await expectAccessible(page)
  await page.unroute('**/api/languages')
  await run(page)
  await verdict(page, 'Finished')
  expect(await output(page).innerText()).toContain('Hello, Ada!')
  await page.close()
})

test('a full server is told in words and tried again by itself; a refusal says what to do, and so does a lost network', async () => {
  const page = await arrive(browser)
  const problem = (type: string, status: number, detail: string, retryAfterMs = 1500) => ({
    status,
    contentType: 'application/problem+json',
    headers: { 'Retry-After': '1' },
    body: JSON.stringify({
      type: `urn:carrel:problem:${type}`,
      status,
      detail,
      remedy: 'Send less.',
      retryAfterMs,
    }),
  })
  await page.route('**/execution/submit', route => route.fulfill(problem('full', 503, 'Full.')), { times: 1 })
  await run(page)
  await page.getByText('More people than the machines can serve.').first().waitFor()
  await verdict(page, 'Finished')
  await page.route('**/execution/submit', route => route.fulfill(problem('too-large', 413, 'Too much.')), { times: 1 })
  await breathe(page)
  await run(page)
  await page.getByText('Too much. Send less.').waitFor()
  await expectAccessible(page)
  await page.route('**/execution/submit', route => route.fulfill(problem('too-often', 429, 'Slower.', 60_000)), {
    times: 1,
  })
  await breathe(page)
  await run(page)
  await page.getByText('That is as often as this server lets one person run.').first().waitFor()
  await expectAccessible(page)
  await page.reload()
  await page.locator('.monaco-editor .view-line').first().waitFor()
  await page.route('**/execution/submit', route => route.abort(), { times: 1 })
  await run(page)
  await verdict(page, 'The server cannot be reached')
  await expectAccessible(page)
  await page.close()
})

test('nothing is lost when the page is loaded again, or the language changes and comes back', async () => {
  const page = await arrive(browser)
  await write(page, 'print("still here")')
  await page.reload()
  await page.locator('.view-line', { hasText: 'still here' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('bash')
  await page.getByRole('option', { name: 'Bash', exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'main.sh' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('python')
  await page.keyboard.press('Enter')
  await page.locator('.view-line', { hasText: 'still here' }).waitFor()
  await page.close()
})

test('a panel that falls over takes nothing with it, can be opened again, and is told of without what somebody wrote', async () => {
  const page = await arrive(browser)
  await write(page, 'print("a secret")')
  // Only the list of files puts their names in order; with two there is something to put.
  await page.evaluate(() => {
    const works = String.prototype.localeCompare
    Object.assign(window, { heal: () => Object.assign(String.prototype, { localeCompare: works }) })
    String.prototype.localeCompare = function (this: string, ...to: Parameters<typeof works>) {
      if (to[0].endsWith('.py')) throw new TypeError('no order in a secret')
      return works.apply(this, to)
    }
  })
  const telling = page.waitForRequest('**/api/faults')
  await page.getByRole('button', { name: 'New file' }).first().click()
  const told = await telling
  expect(told.postDataJSON()).toMatchObject({ part: 'files', kind: 'TypeError' })
  expect(told.postData()).not.toContain('secret')
  expect((await told.response())?.status()).toBe(204)
  await page.getByText('This panel stopped working. Your code did not.').waitFor()
  await expectAccessible(page)
  await page.evaluate('heal()')
  await page.getByRole('button', { name: 'Open the panel again' }).click()
  await page.getByRole('treeitem', { name: 'main.py' }).waitFor()
  await run(page)
  await verdict(page, 'Finished')
  await page.close()
})

test('menus that come when they are wanted open at the first press, by keys too, and give the focus back', async () => {
  const page = await arrive(browser)
  await page.getByRole('button', { name: 'More for main.py' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('menuitem', { name: 'Rename' }).waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('More for main.py')
  await page.getByRole('button', { name: 'Language: Python' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: 'Bash', exact: true }).click()
  await page.getByRole('tab', { name: 'main.sh' }).waitFor()
  await page.close()
})

test('another language of the page comes when it is chosen, and is there from the first frame on', async () => {
  const page = await arrive(browser)
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await page.getByRole('button', { name: 'Starten', exact: true }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Starten', exact: true }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  await page.close()
})

test('axe finds nothing, ready and finished, wide and narrow', async () => {
  const page = await arrive(browser)
  await expectAccessible(page)
  await run(page)
  await verdict(page, 'Finished')
  await expectAccessible(page)
  await page.getByRole('tab', { name: 'Problems' }).click()
  await page.getByText('What a compiler or a failed program says of a line appears here.').waitFor()
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.close()
})
