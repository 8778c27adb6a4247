import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { setUpLink } from './letters'
import { openBrowser, toldOtherwise, url, visit } from './page'
import { fill, heading, PASSWORD } from './people'
import { picturesInBothThemes } from './pictures'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

test('from the link that a new service prints to a class whose pupils sign in by pictures', async () => {
  const page = await visit(browser, `/${await setUpLink()}`)
  await heading(page, 'You run this service')
  expect(page.url()).not.toContain('setup=')
  await fill(page, `operator.${Date.now()}@example.org`, PASSWORD)
  await page.getByText('Your account is there.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('Our papers are new.').waitFor()
  await page.getByRole('button', { name: 'I accept both' }).click()
  await page.getByText('Our papers are new.').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Classes', exact: true }).click()
  await heading(page, 'Classes')
  await expectAccessible(page)
  await page.locator('summary', { hasText: 'Make a class' }).press('Enter')
  await page.getByLabel('Name of the class').fill('7b')
  await page.locator('[name=schoolConsents]').press('Space')
  await page.keyboard.press('Enter')
  await heading(page, '7b')
  const code = await page.locator('.class-code').innerText()
  await page.getByRole('button', { name: 'Begin 90 minutes' }).press('Enter')
  await page.getByRole('button', { name: 'End it now' }).waitFor()

  await page.locator('summary', { hasText: 'Add pupils' }).press('Enter')
  await page.getByLabel('Their names in the class').fill('Blue Fox 7\nRed Owl 2\n')
  await page.getByRole('button', { name: 'Make them' }).click()
  const slip = page.locator('.slips li', { hasText: 'Blue Fox 7' })
  await slip.locator('.picture svg').nth(3).waitFor()
  const pictures = await slip.locator('.picture-name').allInnerTexts()
  expect(pictures.length).toBe(4)
  await expectAccessible(page)

  const pupil = await visit(browser, '/sign-in')
  await pupil.getByText('Class code').click()
  await pupil.getByLabel('Class code').last().fill(code.toLowerCase())
  await pupil.getByLabel('Your name in the class').fill('blue fox 7')
  await pupil.locator('.picture-grid svg').nth(47).waitFor()
  for (const name of pictures) await pupil.getByRole('button', { name, exact: true }).press('Enter')
  await expectAccessible(pupil)
  await pupil.getByRole('button', { name: 'Sign in', exact: true }).click()
  await pupil.getByRole('link', { name: 'Your account, Blue Fox 7' }).waitFor()

  const other = await visit(browser, '/join')
  await fill(other, code, 'Grey Heron 4')
  await heading(other, 'Welcome, Grey Heron 4.')
  await picturesInBothThemes(other, 'join-welcome')
  await other.getByRole('button', { name: 'I have it, sign me in' }).click()
  await other.getByRole('link', { name: 'Your account, Grey Heron 4' }).waitFor()

  await page.reload()
  await page.getByText('3 pupils').waitFor()
  await picturesInBothThemes(page, 'class-with-pupils')
  await isAskedAnew(page)
  await page.getByRole('button', { name: 'Take nobody any more' }).press('Enter')
  await page.getByText('takes nobody').waitFor()
  await page.getByRole('button', { name: 'Remove Red Owl 2' }).press('Enter')
  await page.getByText('Red Owl 2 is signed out').waitFor()
  for (const person of [page, pupil, other]) await person.context().close()
})

/** As when the privacy notice is newer than what the school agreed to. */
async function isAskedAnew(page: Page): Promise<void> {
  const path = new URL(page.url()).pathname.replace('/classes/', '/auth/classes/')
  const askedUntil = new Date(Date.now() + 42 * 86_400_000).toISOString()
  let answered = false
  await toldOtherwise<{ schoolClass: object }>(page, path, told =>
    answered ? told : { ...told, schoolClass: { ...told.schoolClass, askedUntil } },
  )
  await page.route(`${url}/api${path}/consent`, async route => {
    const response = await route.fetch()
    answered = response.status() === 204
    await route.fulfill({ response })
  })
  await page.reload()
  const asked = page.locator('section', { hasText: 'Does your school still consent?' })
  await asked.getByText('nobody new comes in until it agrees').waitFor()
  await page.getByText('takes nobody until the school agrees').waitFor()
  await expectAccessible(page)
  await picturesInBothThemes(page, 'class-asked-anew')
  await asked.getByRole('link', { name: 'Privacy notice' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await asked.waitFor({ state: 'detached' })
  expect(answered).toBe(true)
  await page.unrouteAll({ behavior: 'wait' })
}
