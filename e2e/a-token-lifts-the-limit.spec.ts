import { makeToken, openAccount, signInWithToken } from './support/account.ts'
import { drawn } from './support/ask.ts'
import { refusedWith } from './support/troubles.ts'
import { expect, test } from './test.ts'

test.describe('where one picture a day is free', () => {
  test.use({ settings: { FREE_PER_DAY: '1' } })

  test('a token alone signs in, and the next picture is drawn', async ({ page, studio, app, troubles, words }) => {
    troubles.expect(refusedWith(429))
    await studio.open('/')
    await drawn(page.request, app.url, words('the one free picture'))
    const wanted = words('one more, please')
    await studio.ask(wanted)
    await expect(page.getByRole('alert').filter({ hasText: /Today.s one picture is drawn/ })).toBeVisible()
    await signInWithToken(page, await makeToken(app))
    await studio.open('/')
    await expect(studio.left).toContainText('100 of 100 left')
    await studio.ask(wanted)
    await expect(studio.picture(wanted)).toBeVisible()
    await expect(studio.left).toContainText('99 of 100 left')
  })
})

test('a token that is not whole, and one that nobody made, are told apart', async ({ page, troubles }) => {
  troubles.expect(refusedWith(401))
  await page.goto('/sign-in')
  const token = page.getByLabel('Token', { exact: true })
  const send = page.getByRole('button', { name: 'Sign in with the token' })
  await token.fill('drawbridge_half')
  await send.click()
  await expect(page.getByText('This is not a whole token.')).toBeVisible()
  await token.fill(`drawbridge_${'a'.repeat(36)}`)
  await send.click()
  await expect(page.getByText(/not a whole token|We do not know this token/)).toBeVisible()
})

test('redeemed while signed in, it makes the account premium at once, and works for no other account', async ({
  page,
  studio,
  app,
  newVisitor,
  troubles,
  email,
}) => {
  const token = await makeToken(app)
  await openAccount(page, email)
  await page.goto('/account')
  await expect(studio.left).toContainText('5 of 5 left')
  await page.getByLabel('Token', { exact: true }).fill(token)
  await page.getByRole('button', { name: 'Redeem' }).click()
  await expect(page.getByText(/You are premium until/)).toBeVisible()
  await expect(studio.left).toContainText('100 of 100 left')

  troubles.expect(refusedWith(409))
  const other = await newVisitor()
  await openAccount(other.page, `other.${email}`)
  await other.page.goto('/account')
  await other.page.getByLabel('Token', { exact: true }).fill(token)
  await other.page.getByRole('button', { name: 'Redeem' }).click()
  await expect(other.page.getByText('This token was already redeemed.').first()).toBeVisible()
  await expect(other.studio.left).toContainText('5 of 5 left')
})
