import { expect, type Page } from '@playwright/test'
import type { App } from './app-server.ts'

export const PASSWORD = 'heron rope lantern 42'

/** Opens an account through its page and waits until the header knows it. */
export async function openAccount(page: Page, email: string, password = PASSWORD) {
  await page.goto('/sign-up')
  await fillIn(page, email, password)
  await page.getByRole('button', { name: 'Open the account' }).click()
  await expect(page.getByRole('link', { name: 'Account', exact: true })).toBeVisible()
}

/** Sends the sign-in form; what comes of it is for the test to see. */
export async function sendSignIn(page: Page, email: string, password = PASSWORD) {
  await page.goto('/sign-in')
  await fillIn(page, email, password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export async function signIn(page: Page, email: string, password = PASSWORD) {
  await sendSignIn(page, email, password)
  await expect(page.getByRole('link', { name: 'Account', exact: true })).toBeVisible()
}

/** Signs in with a premium token alone. */
export async function signInWithToken(page: Page, token: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Token', { exact: true }).fill(token)
  await page.getByRole('button', { name: 'Sign in with the token' }).click()
  await expect(page.getByRole('link', { name: 'Account', exact: true })).toBeVisible()
}

/** A premium token for thirty days, as the operator makes it. */
export async function makeToken(app: App): Promise<string> {
  const printed = await app.cli('token', 'create', '--tier', 'premium', '--name', 'newsroom', '--days', '30')
  const [token] = printed.match(/drawbridge_\w{36}/) ?? []
  expect(token, printed).toBeDefined()
  return token ?? ''
}

async function fillIn(page: Page, email: string, password: string) {
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
}
