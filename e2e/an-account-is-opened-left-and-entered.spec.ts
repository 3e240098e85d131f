import { openAccount, PASSWORD, sendSignIn, signIn } from './support/account.ts'
import { drawn, query } from './support/ask.ts'
import { refusedWith } from './support/troubles.ts'
import { expect, test } from './test.ts'

test('open an account, leave, and come back to one’s pictures', async ({ page, studio, app, email, words }) => {
  const asked = words('a picture of my own')
  await openAccount(page, email)
  await studio.open('/')
  await drawn(page.request, app.url, asked)
  await page.goto('/account')
  await expect(page.getByText(email)).toBeVisible()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Sign in', exact: true }).first()).toBeVisible()
  await page.goto('/history')
  await expect(page.getByText(asked)).toHaveCount(0)
  await signIn(page, email)
  await page.goto('/history')
  await expect(page.getByText(asked)).toBeVisible()
})

test('a wrong password and an unknown email are told with the same words', async ({
  page,
  newVisitor,
  troubles,
  email,
}) => {
  troubles.expect(refusedWith(401))
  await openAccount((await newVisitor()).page, email)
  for (const who of [email, `nobody.${email}`]) {
    await sendSignIn(page, who, 'not the password at all')
    await expect(page.getByRole('alert').filter({ hasText: 'Email and password do not match' })).toBeVisible()
  }
})

test('an email that has an account is led to signing in', async ({ page, newVisitor, troubles, email }) => {
  troubles.expect(refusedWith(409))
  await openAccount((await newVisitor()).page, email)
  await page.goto('/sign-up')
  await page.getByRole('textbox', { name: 'Email' }).fill(email.toUpperCase())
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Open the account' }).click()
  await expect(page.getByText('There is already an account with this email.')).toBeVisible()
})

test('signing out everywhere ends the session of every browser at its next request', async ({
  page,
  app,
  newVisitor,
  email,
}) => {
  await openAccount(page, email)
  const phone = await newVisitor()
  await signIn(phone.page, email)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByRole('link', { name: 'Sign in', exact: true }).first()).toBeVisible()
  expect(await query(phone.page.request, app.url, 'account.me')).toEqual({ signedIn: false })
  await phone.page.goto('/account')
  await expect(phone.page).toHaveURL(/\/sign-in\?next=/)
})

test('changing the password keeps this browser signed in, ends the others, and retires the old one', async ({
  page,
  app,
  newVisitor,
  troubles,
  email,
}) => {
  troubles.expect(refusedWith(401))
  const fresh = 'another lantern, another rope'
  await openAccount(page, email)
  const phone = await newVisitor()
  await signIn(phone.page, email)
  await page.goto('/account')
  await page.getByLabel('Current password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('New password', { exact: true }).fill(fresh)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Password changed')).toBeVisible()
  await page.reload()
  await expect(page.getByText(email)).toBeVisible()
  expect(await query(phone.page.request, app.url, 'account.me')).toEqual({ signedIn: false })
  await sendSignIn(phone.page, email, PASSWORD)
  await expect(phone.page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
  await signIn(phone.page, email, fresh)
})

test('a page that needs to know who I am leads through signing in and back', async ({ page, newVisitor, email }) => {
  await openAccount((await newVisitor()).page, email)
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/account$/)
  await page.goto('/sign-in?next=https://elsewhere.example/')
  await expect(page).not.toHaveURL(/elsewhere/)
})
