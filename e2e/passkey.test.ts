import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe'
import { openBrowser, url, visit } from './page'
import { heading, PASSWORD, signIn, signUp } from './people'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

test('a passkey signs its owner in without a password, until it is removed', async () => {
  const email = `ines.${Date.now()}@example.org`
  const page = await visit(browser, '/help')
  const authenticator = await page.context().newCDPSession(page)
  await authenticator.send('WebAuthn.enable')
  const { authenticatorId } = await authenticator.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await signUp(page, email)
  await signIn(page, email)
  await page.goto(`${url}/account`)
  await page.locator('summary', { hasText: 'Make a passkey' }).press('Enter')
  await page.getByLabel('What keeps it').fill('this computer')
  await page.locator('[open] [name=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('The passkey this computer opens your account from now on.').waitFor()
  await page.getByText('not used yet').waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter')
  await heading(page, 'Sign in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).press('Enter')
  await page.getByRole('link', { name: `Your account, ${email}` }).waitFor()
  await page.goto(`${url}/account`)
  await page.getByText('last used').waitFor()
  await page.getByRole('button', { name: 'Remove this computer' }).press('Enter')
  await page.getByText('this computer opens nothing any more.').waitFor()

  await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter')
  await heading(page, 'Sign in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).press('Enter')
  await page.getByText('This passkey does not open anything here.').waitFor()
  const { credentials } = await authenticator.send('WebAuthn.getCredentials', { authenticatorId })
  expect(credentials).toHaveLength(1)
  await page.context().close()
})
