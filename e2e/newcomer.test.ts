import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { breathe, openBrowser, run, url, verdict, visit, write } from './page'
import { heading, signIn, signUp } from './people'
import { picturesInBothThemes } from './pictures'

const LOOP = 'while True:\n    pass\n'
const ASKS = 'print("Ahoy,", input("Harbour? "))\n'
const PLOT = 'import matplotlib.pyplot as plt\n\nplt.plot([1, 3, 2])\nplt.show()\n'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

const line = (page: Page, text: string) => page.locator('.view-line', { hasText: text }).first().waitFor()

test('a newcomer makes an account, writes, runs, stops, answers, plots, renames, searches, goes, and finds all of it again', async () => {
  const email = `tove.${Date.now()}@example.org`
  const page = await visit(browser, '/help')
  await signUp(page, email)
  await signIn(page, email)
  await page.context().unroute(/assets\/(monaco|editor)/)
  await page.getByRole('link', { name: 'Projects' }).click()
  await heading(page, 'Projects')
  await page.getByLabel('Name').fill('Tides')
  await page.keyboard.press('Enter')
  await heading(page, 'Tides')
  await line(page, 'Hello')

  await write(page, LOOP)
  await run(page)
  await verdict(page, 'Running')
  await breathe(page)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await verdict(page, 'Stopped by you')

  await write(page, ASKS)
  await page.getByRole('button', { name: 'Type while it runs' }).click()
  await run(page)
  await verdict(page, 'Waiting for your input')
  await page.keyboard.type('Saltholm')
  await page.keyboard.press('Enter')
  await page.locator('.console-line', { hasText: 'Ahoy, Saltholm' }).waitFor()
  await verdict(page, 'Finished')

  await write(page, PLOT)
  await run(page)
  await page.locator('.artifact img').first().waitFor()
  await verdict(page, 'Finished')
  await picturesInBothThemes(page, 'project-finished')

  await page.getByRole('treeitem', { name: 'main.py' }).press('F2')
  await page.locator('.field .input:focus').waitFor()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('tides.py')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'tides.py' }).waitFor()
  await page.keyboard.press('Control+Shift+f')
  await page.locator('.find-text').fill('plt.')
  await page.getByText('2 places in 1 file').waitFor()
  await page.keyboard.press('Control+s')
  await page.locator('[data-standing="saved"]').waitFor()

  await page.goto(`${url}/projects`)
  await page.getByRole('link', { name: 'Tides' }).waitFor()
  await picturesInBothThemes(page, 'projects-with-one')
  await page.goto(`${url}/account`)
  await page.getByText('here and now').waitFor()
  await picturesInBothThemes(page, 'account-signed-in')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await heading(page, 'Sign in')
  await page.goto(`${url}/projects`)
  await page.getByRole('link', { name: 'Tides' }).waitFor({ state: 'detached' })
  await signIn(page, email)
  await page.getByRole('link', { name: 'Projects' }).click()
  await page.getByRole('link', { name: 'Tides' }).click()
  await page.getByRole('tab', { name: 'tides.py' }).waitFor()
  await line(page, 'plt.plot')
  expect(await page.getByRole('tab', { name: 'main.py' }).count()).toBe(0)
  await page.context().close()
})
