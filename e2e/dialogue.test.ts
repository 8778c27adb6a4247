import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { arrive, breathe, openBrowser, run, url, verdict, write } from './page'

const ASKS =
  'import sys\nname = input("Harbour? ")\nprint(name, "it is")\nprint(len(sys.stdin.read()), "octets more")\n'
const CAUGHT =
  'try:\n    input("Go on? ")\nexcept KeyboardInterrupt:\n    print("caught")\nwhile True:\n    input("Again? ")\n'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

test('a program asks, is answered, and reads to the end', async () => {
  const page = await arrive(browser, { colorScheme: 'dark' })
  await write(page, ASKS)
  await page.getByRole('button', { name: 'Type while it runs' }).click()
  await run(page)
  await verdict(page, 'Waiting for your input')
  await expectAccessible(page)
  await page.keyboard.type('Saltholm')
  await page.keyboard.press('Enter')
  await page.getByText('Saltholm it is').waitFor()
  await page.keyboard.type('ferry')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+d')
  await verdict(page, 'Finished')
  expect(await page.locator('.console').innerText()).toBe(
    'Harbour? Saltholm\n\nSaltholm it is\n\nferry\n\n6 octets more',
  )
  await page.close()
})

test('Ctrl C interrupts a program as in a terminal, and Escape stops it', async () => {
  const page = await arrive(browser)
  await write(page, CAUGHT)
  await page.getByRole('button', { name: 'Type while it runs' }).click()
  await run(page)
  await verdict(page, 'Waiting for your input')
  await page.keyboard.press('Control+c')
  await page.locator('.console-line', { hasText: 'caught' }).waitFor()
  await page.keyboard.press('Escape')
  await verdict(page, 'Stopped by you')
  await page.close()
})

test('where sockets are blocked the page says so, and the other way works', async () => {
  const page = await browser.newPage({ locale: 'en-GB' })
  await page.addInitScript(() => {
    class Blocked {
      readyState = 3
      onclose: (() => void) | null = null
      constructor() {
        setTimeout(() => this.onclose?.(), 10)
      }
      close() {}
    }
    window.WebSocket = Blocked as unknown as typeof WebSocket
  })
  await page.goto(url)
  await page.getByRole('button', { name: 'Type while it runs' }).click()
  await run(page)
  await page.getByText('This network lets nobody type to a running program.').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Write the input before' }).click()
  await page.getByLabel('Input', { exact: true }).fill('Saltholm\n')
  await breathe(page)
  await run(page)
  await verdict(page, 'Finished')
  expect(await page.locator('.console').innerText()).toContain('Hello, Saltholm!')
  await page.close()
})
