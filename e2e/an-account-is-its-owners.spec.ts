import { readFile } from 'node:fs/promises'
import { readZip } from '../server/http/zip.fixture.ts'
import { openAccount, PASSWORD, sendSignIn, signIn } from './support/account.ts'
import { type App, startApp } from './support/app-server.ts'
import { drawn } from './support/ask.ts'
import { type Mailbox, openMailbox } from './support/mail.ts'
import { refusedWith } from './support/troubles.ts'
import { expectAccessible } from './support/wcag.ts'
import { expect, test } from './test.ts'

const NEW = 'a wholly new password 7'

/** As `test`, with a service that sends mail, and the server it sends through. */
const mailTest = test.extend<object, { mailbox: Mailbox; mailing: App }>({
  mailbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first argument
    async ({}, use) => {
      const mailbox = await openMailbox()
      await use(mailbox)
      await mailbox.close()
    },
    { scope: 'worker' },
  ],
  mailing: [
    async ({ mailbox }, use) => {
      const app = await startApp({ ...mailbox.settings, TRUSTED_PROXIES: '127.0.0.1' })
      await use(app)
      await app.remove()
    },
    { scope: 'worker' },
  ],
  app: async ({ mailing }, use) => use(mailing),
})

mailTest(
  'a forgotten password is changed by a mailed link, which works once and signs everybody else out',
  async ({ page, newVisitor, app, mailbox, email, troubles }) => {
    troubles.expect(refusedWith(404))
    await openAccount(page, email)
    const { page: phone } = await newVisitor()
    await phone.goto('/sign-in')
    await phone.getByRole('link', { name: 'Forgot your password?' }).click()
    // The page that is left has a field for an address as well.
    await expect(phone.getByRole('heading', { name: 'Forgotten password' })).toBeVisible()
    await phone.getByRole('textbox', { name: 'Email' }).fill(email)
    await phone.getByRole('button', { name: 'Send the link' }).click()
    await expect(phone.getByText('Look into your mail')).toBeVisible()
    await expectAccessible(phone, 'a link is asked for')

    const link = await mailbox.linkTo(email, /new password/)
    expect(link).toMatch(new RegExp(`^${app.url}/reset-password#`))
    await phone.goto(link)
    await expectAccessible(phone, 'a new password')
    await phone.getByLabel('New password', { exact: true }).fill(NEW)
    await phone.getByRole('button', { name: 'Set the password' }).click()
    await expect(phone.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
    await expect(phone.getByText('Confirmed', { exact: true })).toBeVisible()

    await page.goto('/account')
    await expect(page).toHaveURL(/\/sign-in/)
    await page.goto(link)
    await page.getByLabel('New password', { exact: true }).fill(NEW)
    await page.getByRole('button', { name: 'Set the password' }).click()
    await expect(page.getByText('This link does not work any more')).toBeVisible()
    await signIn(page, email, NEW)
  },
)

mailTest('an unknown address gets the same answer, and no mail', async ({ page, email, mailbox }) => {
  await page.goto('/forgot-password')
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText('Look into your mail')).toBeVisible()
  await openAccount(page, `other-${email}`)
  await mailbox.linkTo(`other-${email}`, /Confirm/) // sent after, so that the one before it is done with
  expect(mailbox.mailsTo(email)).toEqual([])
})

mailTest(
  'an address is confirmed by its link, and changed by the link to the new one',
  async ({ page, email, mailbox }) => {
    await openAccount(page, email)
    await page.goto('/account')
    await expect(page.getByText('Confirm your email address')).toBeVisible()
    await page.goto(await mailbox.linkTo(email, /Confirm/))
    await page.getByRole('button', { name: 'Confirm the address' }).click()
    await expect(page.getByText(`${email} is confirmed`)).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'To your account' }).click()
    await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
    await expect(page.getByText('Confirm your email address')).toBeHidden()

    await page.getByText('Change the email address').click()
    await page.getByLabel('New email address').fill(`new-${email}`)
    await page.getByRole('group').getByLabel('Current password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Send the link', exact: true }).click()
    await expect(page.getByText(`Look into the mail of new-${email}`)).toBeVisible()
    await page.goto(await mailbox.linkTo(`new-${email}`, /Confirm/))
    await page.getByRole('button', { name: 'Confirm the address' }).click()
    await expect(page.getByText(`new-${email} is confirmed`)).toBeVisible()
    await expect.poll(() => mailbox.mailsTo(email).at(-1)?.subject).toContain('another address')
  },
)

test('without mail, the sign-in page says whom to ask, and the operator’s link does it', async ({
  page,
  app,
  email,
}) => {
  await openAccount(page, email)
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await expect(page.getByText('Ask the operator for a link')).toBeVisible()
  const printed = await app.cli('user', 'reset-link', email)
  const secret = /#([\w-]{43})/.exec(printed)?.[1]
  await page.goto(`/reset-password#${secret}`)
  await page.getByLabel('New password', { exact: true }).fill(NEW)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
})

test('the account page shows what was used, and gives everything kept as a file', async ({
  page,
  app,
  email,
  words,
}) => {
  await openAccount(page, email)
  const asked = words('a red car')
  await drawn(page.request, app.url, asked)
  await page.goto('/account')
  await expect(page.getByText('1 picture drawn in 30 days.')).toBeVisible()
  const table = page.getByRole('table', { name: 'Pictures drawn on each of the last 30 days' })
  await expect(table.getByRole('row')).toHaveCount(31)
  await expect(table.getByRole('row').last()).toHaveText(/1$/)
  await expectAccessible(page, 'an account that drew')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download my data' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^drawbridge-[\d-]{10}\.zip$/)
  const files = readZip(await readFile(await download.path()))
  const data = JSON.parse(files.get('data.json')?.toString('utf8') ?? '')
  expect(data).toMatchObject({ account: { email }, pictures: [{ words: asked, charges: [{ units: 1 }] }] })
  expect(files.get(data.pictures[0].file)?.subarray(8, 12).toString()).toBe('WEBP')
})

test('a deleted account is gone at once, everywhere, and its pictures of the day are not given back', async ({
  page,
  newVisitor,
  app,
  email,
  words,
  troubles,
}) => {
  troubles.expect(refusedWith(400), refusedWith(401), refusedWith(404))
  await openAccount(page, email)
  const { id } = await drawn(page.request, app.url, words('a boat'))
  const { page: phone } = await newVisitor()
  await signIn(phone, email)
  await page.goto('/account')
  const password = page.getByLabel('Your password')
  const submit = page.getByRole('button', { name: 'Delete the account' })
  await password.fill('not my password')
  await submit.click()
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(page.getByText('This is not your current password.')).toBeVisible()
  await password.fill(PASSWORD)
  await submit.click()
  await page.getByRole('button', { name: 'Keep it', exact: true }).click()
  await submit.click()
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(page.getByText('Your account is deleted')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible()

  await phone.goto('/account')
  await expect(phone).toHaveURL(/\/sign-in/)
  await sendSignIn(phone, email)
  await expect(phone.getByText('Email and password do not match')).toBeVisible()
  expect((await phone.goto(`/p/${id}`))?.status()).toBe(404)
})
