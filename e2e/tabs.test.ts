import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { arrive, openBrowser, openTab, write } from './page'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

/** Two tabs of one person's browser, on the same project. */
async function twoTabs(): Promise<[Page, Page]> {
  const first = await arrive(browser)
  await write(first, 'print("begun")\n')
  await first.waitForFunction(() => localStorage.getItem('carrel.play')?.includes('begun'))
  const second = await openTab(first.context())
  await second.locator('.view-line', { hasText: 'begun' }).waitFor()
  return [first, second]
}

test('what one tab writes comes to the other, which says so', async () => {
  const [first, second] = await twoTabs()
  await write(second, 'print("from the second")\n')
  await first.locator('.view-line', { hasText: 'from the second' }).waitFor()
  await first.getByText('Another tab has changed this project.').waitFor()
  await first.reload()
  await first.locator('.view-line', { hasText: 'from the second' }).waitFor()
  await first.context().close()
})

test('changed in both tabs, neither text is lost, and a person chooses', async () => {
  const [first, second] = await twoTabs()
  // The first tab sleeps, as browsers let tabs do, and hears of nothing: whoever listens first can keep it from the rest.
  await first.addInitScript(() => window.addEventListener('storage', event => event.stopImmediatePropagation()))
  await first.reload()
  await first.locator('.view-line', { hasText: 'begun' }).waitFor()
  await write(second, 'print("theirs")\n')
  await second.waitForFunction(() => localStorage.getItem('carrel.play')?.includes('theirs'))
  await write(first, 'print("mine")\n')
  await first.getByText('Both texts are kept until you choose.').waitFor()
  await expectAccessible(first)
  await first.reload()
  await first.locator('.view-line', { hasText: 'mine' }).waitFor()
  await first.getByRole('button', { name: 'Keep both' }).click()
  await first.getByRole('tab', { name: 'main2.py' }).click()
  await first.locator('.view-line', { hasText: 'theirs' }).waitFor()
  await second.getByRole('tab', { name: 'main2.py' }).waitFor()
  await second.locator('.view-line', { hasText: 'mine' }).waitFor()
  expect(await second.evaluate(() => JSON.parse(localStorage.getItem('carrel.play') ?? '').unchosen)).toEqual({})
  await first.context().close()
})
