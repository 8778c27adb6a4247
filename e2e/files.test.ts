import { buffer } from 'node:stream/consumers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { arrive, openBrowser, write } from './page'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
const row = (page: Page, name: string) => page.getByRole('treeitem', { name })
const tabs = async (page: Page) =>
  (await page.getByRole('tablist', { name: 'Open files' }).getByRole('tab').allInnerTexts()).map(
    name => name.split(',')[0]?.trim() ?? '',
  )
const upload = (page: Page, ...files: ReturnType<typeof file>[]) =>
  page.locator('input[type=file]').setInputFiles(files)

test('files come in, go to a folder by keys, and leave as an archive; what cannot come in is told', async () => {
  const page = await arrive(browser)
  await upload(page, file('tides.py', 'HEIGHT = 3\n'), file('harbour.csv', '1,2\n'), file('setup.exe', 'x'))
  await page.getByText('1 file did not come in.').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await row(page, 'harbour.csv').click()
  await row(page, 'tides.py').click({ modifiers: ['Control'] })
  await page.keyboard.press('Space')
  await row(page, 'tides.py').click({ modifiers: ['Control'] })
  await page.keyboard.press('Alt+m')
  await page.keyboard.type('lib')
  await page.getByRole('option', { name: 'New folder lib' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await row(page, 'lib').waitFor()
  expect(await row(page, 'tides.py').getAttribute('aria-level')).toBe('2')
  await row(page, 'tides.py').dragTo(row(page, 'main.py'))
  await page.locator('[role=treeitem][aria-level="1"]', { hasText: 'tides.py' }).waitFor()
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['dropped\n'], 'notes.txt'))
    document
      .querySelector('[role=tree]')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  })
  await row(page, 'notes.txt').waitFor()
  await expectAccessible(page)
  const coming = page.waitForEvent('download')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('download my')
  await page.keyboard.press('Enter')
  const download = await coming
  expect(download.suggestedFilename()).toBe('python.zip')
  expect((await buffer(await download.createReadStream())).toString('latin1')).toMatch(/^PK[\s\S]*notes\.txt[\s\S]*PK/)
  await page.context().close()
})

test('tabs are pinned, put elsewhere, closed, opened again, and are so after a reload', async () => {
  const page = await arrive(browser)
  await upload(page, file('a.py', ''), file('b.py', ''), file('c.py', ''))
  await page.getByRole('tab', { name: 'c.py' }).click()
  expect(await tabs(page)).toEqual(['main.py', 'a.py', 'b.py', 'c.py'])
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  expect(await tabs(page)).toEqual(['main.py', 'a.py', 'c.py', 'b.py'])
  await page
    .getByRole('tab', { name: 'b.py' })
    .dragTo(page.getByRole('tab', { name: 'main.py' }), { targetPosition: { x: 4, y: 8 } })
  expect(await tabs(page)).toEqual(['b.py', 'main.py', 'a.py', 'c.py'])
  await page.getByRole('button', { name: 'All tabs' }).click()
  await page.getByRole('menuitem', { name: 'Pin tab' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'Pin tab' }).click()
  expect(await tabs(page)).toEqual(['c.py', 'b.py', 'main.py', 'a.py'])
  await page.keyboard.press('Alt+3')
  await page.getByRole('button', { name: 'All tabs' }).click()
  await page.getByRole('menuitem', { name: 'Close other tabs' }).click()
  expect(await tabs(page)).toEqual(['c.py', 'main.py'])
  await page.keyboard.press('Alt+w')
  await page.waitForFunction(() => localStorage.getItem('carrel.play.tabs') !== null)
  await page.reload()
  await page.getByRole('tab', { name: 'c.py' }).waitFor()
  expect(await tabs(page)).toEqual(['c.py'])
  await page.keyboard.press('Control+p')
  await page.keyboard.type('mpy')
  await page.getByRole('option', { name: 'main.py' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'main.py' }).waitFor()
  expect(await tabs(page)).toEqual(['c.py', 'main.py'])
  await page.keyboard.press('Control+k')
  await page.keyboard.type('close all')
  await page.keyboard.press('Enter')
  await page.getByText('No file is open.').waitFor()
  await expectAccessible(page)
  await page.context().close()
})

test('a text is found in all files, leads to its line, is replaced everywhere, and that can be undone', async () => {
  const page = await arrive(browser)
  await write(page, 'tide = 1\nprint(tide)\n')
  await upload(page, file('more.py', '\n\nebb, Tide = 2, 3\n'))
  await page.keyboard.press('Control+Shift+f')
  await page.keyboard.type('tide')
  await page.getByText('3 places in 2 files').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'line 3' }).click()
  await page.getByText('Line 3, column 6').waitFor()
  await page.getByLabel('Replace by').fill('flood')
  await page.getByRole('button', { name: 'Replace all', exact: true }).click()
  await page.locator('.view-line', { hasText: 'ebb, flood' }).waitFor()
  await page.getByText('2 files are changed.').first().waitFor()
  await page.getByRole('button', { name: 'Put it back' }).click()
  await page.locator('.view-line', { hasText: 'ebb, Tide' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type(':1')
  await page.getByRole('option', { name: 'Go to line 1' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Line 1, column 1').waitFor()
  await page.context().close()
})
