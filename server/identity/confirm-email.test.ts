import { expect, test, vi } from 'vitest'
import { secretIn } from '../mail/smtp-server.fixture.ts'
import { askConfirmation } from './ask-confirmation.ts'
import { recordedActions } from './audit.fixture.ts'
import { confirmEmail } from './confirm-email.ts'
import { addressOf, createTestIdentity, PASSWORD, sessionCaller, signedUp } from './identity.fixture.ts'
import { identityWithMail, type MailHouse } from './mail.fixture.ts'
import { requestReset } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'
import { signInWithOauth } from './sign-in-with-oauth.ts'
import { signInWithPassword } from './sign-in-with-password.ts'

const here = addressOf('elsewhere')

async function nextMail({ smtp }: MailHouse, number: number) {
  await vi.waitFor(() => expect(smtp.mails.length).toBe(number), { timeout: 5000 })
  const mail = smtp.mails[number - 1]
  return { to: mail?.to[0], subject: mail?.subject, secret: secretIn(mail?.text ?? '') }
}

const confirm = ({ identity }: MailHouse, secret: string) => confirmEmail(identity, here, { secret, locale: 'en' })

test('the link that comes with a new account confirms its address, once', async () => {
  const house = await identityWithMail()
  const { userId, email } = await signedUp(house)
  const { to, secret } = await nextMail(house, 1)
  expect(to).toBe(email)
  expect(await house.identity.accountOf(userId)).toMatchObject({ emailConfirmed: false })
  expect(await confirm(house, secret)).toEqual({ email })
  expect(await house.identity.accountOf(userId)).toMatchObject({ emailConfirmed: true })
  await expect(confirm(house, secret)).rejects.toMatchObject({ reason: 'link' })
  expect(await recordedActions(house.db, `user:${userId}`)).toContain(`user:${userId} email.confirm`)
})

test('another address counts once its own link is used; the old one is told, and signs in no more', async () => {
  const house = await identityWithMail()
  const { identity } = house
  const { userId, email, caller, address } = await signedUp(house)
  await nextMail(house, 1)
  const change = { email: 'New@example.com', password: PASSWORD }
  await askConfirmation(identity, caller, { locale: 'en', change })
  const letter = await nextMail(house, 2)
  expect(letter.to).toBe('new@example.com')
  expect(await identity.accountOf(userId)).toMatchObject({ email, emailConfirmed: false })
  await requestReset(identity, here, { email, locale: 'en' })
  const reset = await nextMail(house, 3)
  await confirm(house, letter.secret)
  expect(await identity.accountOf(userId)).toMatchObject({ email: 'new@example.com', emailConfirmed: true })
  expect(await nextMail(house, 4)).toMatchObject({ to: email, subject: expect.stringContaining('another address') })
  expect(await signInWithPassword(identity, address, { email, password: PASSWORD })).toBeUndefined()
  expect(await signInWithPassword(identity, address, { email: 'new@example.com', password: PASSWORD })).toEqual({
    userId,
  })
  const late = resetPassword(identity, here, { secret: reset.secret, password: 'a wholly new one' })
  await expect(late).rejects.toMatchObject({ reason: 'link' })
})

test('a change needs the password, and an address that nobody has taken by the time it is confirmed', async () => {
  const house = await identityWithMail()
  const { identity } = house
  const { caller, userId, email } = await signedUp(house)
  const ask = (password: string, to = 'new@example.com') =>
    askConfirmation(identity, caller, { locale: 'en', change: { email: to, password } })
  await expect(ask('wrong')).rejects.toMatchObject({ reason: 'credentials', facts: { field: 'current' } })
  await expect(ask(PASSWORD, 'no address')).rejects.toMatchObject({ reason: 'input', facts: { field: 'email' } })
  await nextMail(house, 1)
  await ask(PASSWORD)
  const { secret } = await nextMail(house, 2)
  await signedUp(house, 'new@example.com')
  await expect(confirm(house, secret)).rejects.toMatchObject({ reason: 'email-taken' })
  expect(await identity.accountOf(userId)).toMatchObject({ email })
})

test('the link can be sent again, a few times an hour, and not once the address is confirmed', async () => {
  const house = await identityWithMail()
  const { caller } = await signedUp(house)
  const again = () =>
    askConfirmation(house.identity, caller, { locale: 'en' }).then(
      () => 'sent',
      (error) => error.reason,
    )
  expect([await again(), await again(), await again(), await again(), await again()]).toEqual([
    ...['sent', 'sent', 'sent', 'sent'],
    'burst',
  ])
  const { secret } = await nextMail(house, 5)
  await confirm(house, secret)
  expect(await again()).toBe('too-late')
})

test('an address that a provider has verified counts as confirmed', async () => {
  const { identity } = createTestIdentity()
  const profile = {
    provider: 'github',
    providerAccountId: '7',
    email: 'cat@example.com',
    emailVerified: true,
    name: null,
  }
  const { userId } = await signInWithOauth(identity, here, profile)
  expect(await identity.accountOf(userId)).toMatchObject({ emailConfirmed: true })
})

test('a token neither asks for a link nor changes the address', async () => {
  const house = await identityWithMail()
  const { userId } = await signedUp(house)
  const program = { ...sessionCaller(userId), via: 'token' as const }
  const change = { email: 'new@example.com', password: PASSWORD }
  for (const input of [{ locale: 'en' }, { locale: 'en', change }]) {
    await expect(askConfirmation(house.identity, program, input)).rejects.toMatchObject({ reason: 'sign-in' })
  }
})
