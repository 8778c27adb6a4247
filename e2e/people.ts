import type { Page } from 'playwright-core'
import { codeFor } from './letters'
import { url } from './page'

export const PASSWORD = 'otter bridge lemon quartz'

export function heading(page: Page, name: string): Promise<void> {
  return page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Writes into the fields one after the other, and sends them with Enter. */
export async function fill(page: Page, ...values: string[]): Promise<void> {
  const fields = page.locator('form input.input')
  for (const [i, value] of values.entries()) await fields.nth(i).fill(value)
  await fields.nth(values.length - 1).press('Enter')
}

/** Somebody grown up makes an account. */
export async function signUp(page: Page, email: string): Promise<void> {
  await page.goto(`${url}/sign-up`)
  await fill(page, '4', '1990')
  await heading(page, 'Your account')
  await fill(page, email, PASSWORD)
  await page.locator('[name=agreed]').press('Space')
  await page.keyboard.press('Enter')
  await heading(page, 'Look for our letter')
  await fill(page, await codeFor(email))
  await page.getByText('Your account is there.').waitFor()
}

export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await fill(page, email, PASSWORD)
  await page.getByRole('link', { name: 'Your account' }).waitFor()
}
