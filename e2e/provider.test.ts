import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { openBrowser, url, visit } from './page'
import { fill, heading } from './people'

const school = process.env.CARREL_SCHOOL ?? ''

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

/** To the school and back, which is another site. */
async function bySchool(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with Our school' }).press('Enter')
  await heading(page, 'Our school')
  expect(page.url()).toContain(school)
  if (name === '') {
    await page.getByRole('button', { name: 'No', exact: true }).click()
  } else {
    await page.getByLabel('Your name').fill(name)
    await page.getByRole('button', { name: 'This is me' }).click()
  }
}

test('whom a school knows is in by it: asked once, in at once from then on, and out when they sign out here or there', async () => {
  const name = `edda.${Date.now()}`
  const mine = { name: `Your account, ${name}@school.example.org` }
  const page = await visit(browser, '/sign-in')
  await bySchool(page, '')
  await heading(page, 'You are not signed in')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Back to the sign-in' }).press('Enter')

  await heading(page, 'Sign in')
  await bySchool(page, name)
  await heading(page, 'When were you born?')
  expect(page.url()).toBe(`${url}/sign-in/return`)
  await fill(page, '4', '1990')
  await heading(page, 'What you agree to')
  await page.locator('[name=agreed]').press('Space')
  await page.keyboard.press('Enter')
  await page.getByRole('link', mine).press('Enter')
  await page.getByText('connected', { exact: true }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter')

  await heading(page, 'Sign in')
  await bySchool(page, name)
  await page.getByRole('link', mine).waitFor()
  const there = await page.context().newPage()
  await there.goto(`${school}/out?name=${name}`)
  await there.getByText('You are signed out everywhere.').waitFor()
  await page.goto(`${url}/account`)
  await page.getByText('Nobody is signed in here.').waitFor()
  await page.context().close()
})
