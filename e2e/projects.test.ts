import { buffer } from 'node:stream/consumers'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { openBrowser, PATIENCE, run, url, verdict, visit, write } from './page'
import { heading, signIn, signUp } from './people'

let browser: Browser
let person: BrowserContext

beforeAll(async () => {
  browser = await openBrowser()
  const page = await visit(browser, '/help')
  const email = `iris.${Date.now()}@example.org`
  await signUp(page, email)
  await signIn(page, email)
  person = page.context()
  await person.unroute(/assets\/(monaco|editor)/)
  await page.close()
})

afterAll(() => browser.close())

const at = (page: Page, standing: string) => page.locator(`[data-standing="${standing}"]`).waitFor()
const line = (page: Page, text: string) => page.locator('.view-line', { hasText: text }).first().waitFor()

async function tab(path: string): Promise<Page> {
  const page = await person.newPage()
  page.setDefaultTimeout(PATIENCE)
  await page.goto(url + path)
  return page
}

/** A new project of this name, open. */
async function project(name: string): Promise<Page> {
  const page = await tab('/projects')
  await heading(page, 'Projects')
  const made = await page.evaluate(async wish => (await (await fetch('/api/files', wish)).json()) as { id: string }, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, files: [{ path: 'main.py', content: 'print("begun")\n' }] }),
  })
  await page.goto(`${url}/projects/${made.id}`)
  await line(page, 'begun')
  return page
}

test('a project is made, written, run, left and found again, renamed, copied by a zip, and deleted', async () => {
  const page = await tab('/projects')
  await page.getByText('Nothing on your shelf yet.').waitFor()
  await expectAccessible(page)
  await page.getByLabel('Name').fill('Tides')
  await page.keyboard.press('Enter')
  await heading(page, 'Tides')
  await line(page, 'Hello')
  await write(page, 'print("high water")\n')
  await at(page, 'waits')
  await page.keyboard.press('Control+s')
  await at(page, 'saved')
  await expectAccessible(page)
  await run(page)
  await verdict(page, 'Finished')
  await page.reload()
  await line(page, 'high water')
  await page.getByRole('button', { name: 'All projects' }).click()
  await page.getByRole('button', { name: 'Rename: Tides' }).click()
  await page.keyboard.type('Tide tables')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Tide tables' }).waitFor()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as a zip: Tide tables' }).click()
  const zip = await buffer(await (await coming).createReadStream())
  await page.locator('summary', { hasText: 'Open a zip' }).press('Enter')
  await page.getByLabel('Zip file').setInputFiles({
    name: 'From a zip.zip',
    mimeType: 'application/zip',
    buffer: zip,
  })
  await page.getByRole('button', { name: 'Make a project of it' }).click()
  await heading(page, 'From a zip')
  await line(page, 'high water')
  await page.goto(`${url}/projects`)
  await page.getByText('2 of 50 projects').waitFor()
  await page.getByRole('button', { name: 'Delete: Tide tables' }).click()
  await page.getByText('This cannot be undone.').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete it' }).click()
  await page.getByText('Tide tables is deleted.').waitFor()
  await page.close()
})

test('without a network a project opens from its copy, keeps what is written, and is sent or told apart when it is back', async () => {
  const first = await project('Offline')
  const path = new URL(first.url()).pathname
  await first.evaluate(async () => void (await navigator.serviceWorker.ready))
  await person.setOffline(true)
  await write(first, 'print("written offline")\n')
  await first.keyboard.press('Control+s')
  await at(first, 'offline')
  await expectAccessible(first)
  await first.close()
  const again = await tab(path)
  await line(again, 'written offline')
  await again.getByText('Offline: this is the copy on this device.').waitFor()
  await at(again, 'offline')
  await expectAccessible(again)
  await again.getByRole('button', { name: 'All projects' }).click()
  await again.getByRole('heading', { name: 'On this device' }).waitFor()
  await expectAccessible(again)
  await again.getByRole('link', { name: 'Offline', exact: true }).click()
  await line(again, 'written offline')
  // Meanwhile somebody has written to it elsewhere.
  const there = `${url}/api${path.replace('projects', 'files')}`
  const file = `${there}/file`
  const { files } = (await (await person.request.get(there)).json()) as { files: { revision: number }[] }
  const sent = await person.request.put(file, {
    data: { path: 'main.py', content: 'print("elsewhere")\n', base: files[0]?.revision },
    headers: { Origin: url },
  })
  expect(sent.status()).toBe(200)
  await person.setOffline(false)
  await again.getByText('main.py was changed here and elsewhere.').waitFor()
  await again.getByText('Offline: this is the copy on this device.').waitFor({ state: 'detached' })
  await again.getByRole('button', { name: 'Compare and choose' }).press('Enter')
  await again.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await at(again, 'saved')
  const text = await again.evaluate(
    async file => ((await (await fetch(file)).json()) as { content: string }).content,
    `${file}?path=main.py`,
  )
  expect(text).toBe('print("written offline")\n')
  expect(await again.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('carrel.draft.')))).toEqual(
    [],
  )
  await again.close()
})

test('what one tab saves comes to the other; what both changed is shown side by side, and a person chooses', async () => {
  const first = await project('Two tabs')
  const second = await tab(new URL(first.url()).pathname)
  await line(second, 'begun')
  await write(second, 'print("from the second")\n')
  await second.keyboard.press('Control+s')
  await at(second, 'saved')
  await line(first, 'from the second')
  // It is on the way when the second tab writes again.
  await first.route('**/file', route => route.abort())
  await write(first, 'print("mine")\n')
  await write(second, 'print("theirs")\n')
  await second.keyboard.press('Control+s')
  await at(second, 'saved')
  await first.unroute('**/file')
  await first.keyboard.press('Control+s')
  await first.getByText('main.py was changed here and elsewhere.').waitFor()
  await expectAccessible(first)
  await first.getByRole('button', { name: 'Compare and choose' }).press('Enter')
  await first.getByText('They differ in 1 place.').waitFor()
  await expectAccessible(first)
  await first.getByRole('button', { name: 'Next difference' }).press('Enter')
  await first.keyboard.press('Control+End')
  await first.keyboard.type('# and both')
  await first.getByRole('button', { name: 'Keep what I edited' }).press('Enter')
  await line(first, 'and both')
  await at(first, 'saved')
  await line(second, 'and both')
  await first.getByRole('button', { name: 'History' }).click()
  await first.getByRole('radio').nth(1).waitFor({ state: 'attached' })
  await first.getByText(/They differ in \d place/).waitFor()
  await expectAccessible(first)
  await first.getByRole('button', { name: 'Take this back' }).click()
  await line(first, 'theirs')
  await at(first, 'saved')
  await first.close()
  await second.close()
})

test('a link shows a project to anybody until it is taken back, and lets them take a copy', async () => {
  const page = await project('To be shared')
  let links = 0
  page.on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/snapshots')) links++
  })
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByText('without your name').waitFor()
  await page.keyboard.press('Escape')
  await write(page, 'print("written just before")\n')
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByRole('button', { name: 'Make a link' }).dblclick()
  const link = await page.getByLabel('Link 1', { exact: true }).inputValue()
  expect(links).toBe(1)
  await expectAccessible(page)
  const stranger = await visit(browser, new URL(link).pathname)
  await heading(stranger, 'To be shared')
  await expectAccessible(stranger)
  await stranger.getByRole('button', { name: 'Open a copy' }).click()
  await run(stranger)
  await stranger.locator('.console', { hasText: 'written just before' }).waitFor()
  await page.getByRole('button', { name: 'Take back: Link 1' }).click()
  await page.getByText('leads nowhere any more').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.textContent === 'Share')
  await stranger.goto(link)
  await heading(stranger, 'This link leads nowhere.')
  await expectAccessible(stranger)
  await stranger.context().close()
  await page.close()
})

test('what somebody wrote before they signed in is in their projects afterwards, once, and they are told', async () => {
  const page = await visit(browser, '/')
  const email = `noor.${Date.now()}@example.org`
  await page.getByRole('textbox').first().fill('print("from before")\n')
  await page.waitForFunction(() => localStorage.getItem('carrel.play')?.includes('from before'))
  await signUp(page, email)
  await signIn(page, email)
  await page.getByText('What you wrote before is in your projects now').waitFor()
  await expectAccessible(page)
  await page.locator('.adopted').getByRole('link', { name: 'Open' }).click()
  await heading(page, 'Python, from before')
  await page.goto(`${url}/projects`)
  await page.getByText('1 of 50 projects').waitFor()
  await page.context().close()
})
