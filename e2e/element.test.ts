import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { openBrowser, PATIENCE, url } from './page'

const MANY = 20
const MB = 1024 * 1024

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

/** A page without an IDE of its own. */
async function reading(): Promise<Page> {
  const person = await browser.newContext({ viewport: { width: 1440, height: 1400 }, locale: 'en-GB' })
  const page = await person.newPage()
  page.setDefaultTimeout(PATIENCE)
  await page.goto(`${url}/help`)
  await page.locator('h1').waitFor()
  return page
}

async function put(page: Page, name: string, code: string): Promise<void> {
  await page.evaluate(
    ([name, code]) => {
      const ide = document.createElement('carrel-ide')
      ide.setAttribute('name', name)
      ide.style.height = '560px'
      ide.textContent = code
      document.querySelector('main')?.prepend(ide)
    },
    [name, code] as const,
  )
  await page.locator(`[name="${name}"] .monaco-editor .view-line`).first().waitFor()
}

const ide = (page: Page, name: string) => page.locator(`carrel-ide[name="${name}"]`)

test('two IDEs on one page have their own files, keys, runs and words', async () => {
  const page = await reading()
  await put(page, 'first', 'print("one of two")\n')
  await put(page, 'second', 'print("two of two")\n')
  await ide(page, 'first').locator('.view-lines').click()
  await page.keyboard.press('Control+Enter')
  await ide(page, 'first').locator('.verdict-line', { hasText: 'Finished' }).waitFor()
  expect(await ide(page, 'first').locator('.console').innerText()).toBe('one of two')
  expect(await ide(page, 'second').locator('.verdict-line').innerText()).toContain('Ready')
  expect(await ide(page, 'first').locator('[role=status]').last().innerText()).toContain('Finished')
  expect(await ide(page, 'second').locator('[role=status]').last().innerText()).toBe('')
  await page.keyboard.press('F6')
  expect(await page.evaluate(() => document.activeElement?.closest('carrel-ide')?.getAttribute('name'))).toBe('first')
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(one => one.id))
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  await expectAccessible(page)
  await ide(page, 'second').getByRole('button', { name: 'New file' }).first().click()
  await page.keyboard.type('more')
  await page.keyboard.press('Enter')
  await ide(page, 'second').getByRole('tab', { name: 'more.py' }).waitFor()
  expect(await ide(page, 'first').getByRole('tab', { name: 'more.py' }).count()).toBe(0)
  await page.reload()
  await page.locator('h1').waitFor()
  await put(page, 'second', 'this is not looked at any more')
  await ide(page, 'second').getByRole('tab', { name: 'more.py' }).waitFor()
  await page.context().close()
})

test('twenty are opened and closed, and nothing of them stays', async () => {
  const page = await reading()
  const cdp = await page.context().newCDPSession(page)
  const once = async (name: string) => {
    await put(page, name, 'x = 1\n')
    await page.evaluate(() => document.querySelector('carrel-ide')?.remove())
  }
  // What the first of them brings along is there for all: code, styles, the editor's one worker.
  for (let i = 0; i < 2; i++) await once(`warm-${i}`)
  const before = await weight(page, cdp)
  for (let i = 0; i < MANY; i++) await once(`many-${i}`)
  const then = await weight(page, cdp)
  expect(page.workers().length).toBeLessThanOrEqual(1)
  expect(await page.locator('.monaco-editor, .monaco-aria-container + .monaco-aria-container').count()).toBe(0)
  // Twenty that stayed would be thousands of nodes, hundreds of listeners and tens of megabytes.
  expect(then.nodes - before.nodes).toBeLessThan(600)
  expect(then.listeners - before.listeners).toBeLessThan(100)
  expect(then.heap - before.heap).toBeLessThan(8 * MB)
  await page.context().close()
})

async function weight(page: Page, cdp: CDPSession): Promise<{ nodes: number; listeners: number; heap: number }> {
  for (let i = 0; i < 3; i++) {
    await page.waitForTimeout(100)
    await cdp.send('HeapProfiler.collectGarbage')
  }
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return { nodes, listeners: jsEventListeners, heap: usedSize }
}
