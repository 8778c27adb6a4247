import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { arrive, openBrowser, run, verdict, write } from './page'

const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const FRAMES = `import base64, os, sys
for n in range(3):
    open(f"frame{n}.png", "wb").write(base64.b64decode("${DOT}"))
print("tide is", os.environ["TIDE"])
print("odd", file=sys.stderr)
`
const C = '#include <stdio.h>\n\nint main(void) {\n    printf("%d", 1);\n}\n'

let browser: Browser

const width = (page: Page) => page.locator('.column-code').evaluate(one => one.getBoundingClientRect().width)

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

test('pictures that a program makes stand below its output, frames are played, and the environment reaches it', async () => {
  const page = await arrive(browser)
  await page.getByRole('button', { name: 'Input and arguments' }).click()
  await page.getByLabel('Environment').fill('TIDE')
  await page.getByText('is no NAME=value').waitFor()
  await page.getByLabel('Environment').fill('TIDE=high')
  await expectAccessible(page)
  await write(page, FRAMES)
  await run(page)
  await verdict(page, 'Finished')
  await page.locator('.console-line', { hasText: 'tide is high' }).waitFor()
  await page.getByRole('img', { name: 'Picture 1 of 3' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'One picture on' }).click()
  await page.getByRole('img', { name: 'Picture 2 of 3' }).waitFor()
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await page.getByRole('img', { name: 'Picture 3 of 3' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('screen readers')
  await page.keyboard.press('Enter')
  await page.locator('.plain-output', { hasText: 'stderr: odd' }).waitFor()
  await expectAccessible(page)
  await page.context().close()
})

test('settings hold at once and after a reload, and every key is told', async () => {
  const page = await arrive(browser)
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  await page.getByLabel('Size of the code').fill('20')
  await page.locator('label', { hasText: /^Dark$/ }).click()
  await page.getByLabel('Wrap long lines').check()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  const splitter = page.getByRole('separator', { name: 'Room for the code' })
  const narrow = await width(page)
  await splitter.press('ArrowRight')
  await splitter.press('ArrowRight')
  expect(await width(page)).toBeGreaterThan(narrow)
  await page.reload()
  await page.locator('.monaco-editor .view-line').first().waitFor()
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await splitter.getAttribute('aria-valuenow')).toBe('59')
  await splitter.dblclick()
  expect(await width(page)).toBe(narrow)
  expect(await page.locator('.view-lines').evaluate(one => getComputedStyle(one).fontSize)).toBe('20px')
  await page.getByRole('button', { name: 'Run', exact: true }).focus()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.getByRole('cell', { name: 'Find in all files' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' })
  await page.context().close()
})

test('a pasted text is offered its language; a document is formatted where there is a formatter, and else it is told', async () => {
  const page = await arrive(browser)
  await write(page, 'tide={"low":1,}\n')
  await page.keyboard.press('Alt+Shift+f')
  await page.locator('.view-line', { hasText: 'tide = {' }).waitFor()
  await write(page, 'tide = (\n')
  await page.keyboard.press('Alt+Shift+f')
  await page.getByText('Format document: not now.').waitFor()
  await expectAccessible(page)
  await write(page, C)
  await page.getByText('This looks like C.').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Open it as C' }).click()
  await page.getByRole('tab', { name: 'main.c' }).waitFor()
  await page.locator('.view-line', { hasText: 'printf' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('lua')
  await page.getByRole('option', { name: 'Lua', exact: true }).click()
  await page.getByRole('tab', { name: 'main.lua' }).waitFor()
  await page.locator('.view-lines').click()
  await page.keyboard.press('Alt+Shift+f')
  await page.getByText('stylua, which formats Lua, is not installed on this server.').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('awk')
  await page.getByRole('option', { name: 'AWK', exact: true }).click()
  await page.getByRole('tab', { name: 'main.awk' }).waitFor()
  await write(page, '{s+=$1} END{print s}')
  await page.keyboard.press('Alt+Shift+f')
  await page.locator('.view-line', { hasText: 's += $1' }).waitFor()
  await page.keyboard.press('Control+z')
  await page.locator('.view-line', { hasText: '{s+=$1}' }).waitFor()
  await page.context().close()
})
