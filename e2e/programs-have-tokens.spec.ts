import type { APIRequestContext, Page } from '@playwright/test'
import { makeToken, openAccount, signInWithToken } from './support/account.ts'
import { refusedWith } from './support/troubles.ts'
import { expectAccessible } from './support/wcag.ts'
import { expect, test } from './test.ts'

/** What the API says to a program with this token. */
const asProgram = (request: APIRequestContext, url: string, token: string) =>
  request.get(`${url}/api/trpc/account.me`, { headers: { Authorization: `Bearer ${token}` } })

const shownToken = (page: Page) => page.getByText(/^drawbridge_\w{36}$/)

/** The token's own: the account has a name as well. */
const nameField = (page: Page) =>
  page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Make the token' }) })
    .getByLabel('Name', { exact: true })

async function make(page: Page, name: string): Promise<string> {
  await nameField(page).fill(name)
  await page.getByRole('button', { name: 'Make the token' }).click()
  await expect(page.getByRole('heading', { name: `Copy “${name}” now` })).toBeVisible()
  return (await shownToken(page).textContent()) ?? ''
}

test('a token is made, copied, used, rotated and revoked, and is seen only once', async ({
  page,
  context,
  app,
  email,
  troubles,
  playwright,
}) => {
  troubles.expect(refusedWith(401))
  const program = await playwright.request.newContext()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openAccount(page, email)
  await page.goto('/account')
  await expect(page.getByText('No tokens yet')).toBeVisible()

  const token = await make(page, 'news bot')
  await page.getByRole('button', { name: 'Copy the token' }).click()
  await expect(page.getByText('The token is copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token)
  expect((await asProgram(program, app.url, token)).status()).toBe(200)
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await expect(shownToken(page)).toBeHidden()

  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: 'news bot' })
  await expect(row).toContainText(`…${token.slice(-4)}`)
  await expect(row).toContainText('Draw, Read')
  expect(await page.content()).not.toContain(token)

  await page.getByRole('button', { name: 'Rotate news bot' }).click()
  await page.getByRole('button', { name: 'Rotate it' }).click()
  await expect(shownToken(page)).toBeVisible()
  const rotated = (await shownToken(page).textContent()) ?? ''
  expect((await asProgram(program, app.url, token)).status()).toBe(401)
  expect((await asProgram(program, app.url, rotated)).status()).toBe(200)

  await page.getByRole('button', { name: 'Revoke news bot' }).click()
  await page.getByRole('button', { name: 'Keep it', exact: true }).click()
  expect((await asProgram(program, app.url, rotated)).status()).toBe(200)
  await page.getByRole('button', { name: 'Revoke news bot' }).click()
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await expect(page.getByText('No tokens yet')).toBeVisible()
  expect((await asProgram(program, app.url, rotated)).status()).toBe(401)
  for (const secret of [token, rotated]) expect(JSON.stringify(app.log)).not.toContain(secret.slice(11, 41))
  await program.dispose()
})

test('a token for nothing, or without a name, is told at its field', async ({ page, email }) => {
  await openAccount(page, email)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Make the token' }).click()
  await expect(page.getByText('Give it a name.')).toBeVisible()
  await expect(nameField(page)).toBeFocused()
  await nameField(page).fill('for nothing')
  await page.getByLabel(/^Draw:/).uncheck()
  await page.getByLabel(/^Read:/).uncheck()
  await page.getByRole('button', { name: 'Make the token' }).click()
  await expect(page.getByText('Choose at least one.')).toBeVisible()
})

test('a token that only reads cannot draw', async ({ page, app, email, playwright }) => {
  await openAccount(page, email)
  await page.goto('/account')
  await page.getByLabel(/^Draw:/).uncheck()
  const token = await make(page, 'reader')
  const program = await playwright.request.newContext()
  const asked = await program.post(`${app.url}/api/trpc/pictures.request`, {
    headers: { Authorization: `Bearer ${token}` },
    data: { words: 'a harbour', idempotencyKey: 'a harbour of mine' },
  })
  expect(asked.status()).toBe(403)
  expect((await asked.json()).error.data.problem).toMatchObject({ reason: 'scope', scope: 'draw' })
  await program.dispose()
})

test('with the keyboard alone a token is made, kept and revoked, and the focus is never lost', async ({
  page,
  email,
}) => {
  await openAccount(page, email)
  await page.goto('/account')
  await nameField(page).focus()
  await page.keyboard.type('by hand')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Copy “by hand” now' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Copy the token' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Your tokens' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Rotate by hand' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Keep it', exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No tokens yet')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Your tokens' })).toBeFocused()
})

test('axe finds nothing where tokens are kept, in either theme', async ({ page, email }) => {
  await openAccount(page, email)
  await page.goto('/account')
  await expect(page.getByText('No tokens yet')).toBeVisible()
  await expectAccessible(page, 'no tokens')
  await make(page, 'news bot')
  await expectAccessible(page, 'a token just made')
})

test('whoever came with a token of the operator sees it, and cannot end it', async ({ page, app }) => {
  await signInWithToken(page, await makeToken(app))
  await page.goto('/account')
  const row = page.getByRole('listitem').filter({ hasText: 'newsroom' })
  await expect(row).toContainText('From the operator.')
  await expect(row.getByRole('button')).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })

  test('a token with an endless name fits', async ({ page, email }) => {
    await openAccount(page, email)
    await page.goto('/account')
    await make(page, 'x'.repeat(60))
    await expect(page.getByRole('listitem').filter({ hasText: 'xxxx' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
})
