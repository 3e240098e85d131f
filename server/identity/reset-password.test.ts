import { hash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { secretIn } from '../mail/smtp-server.fixture.ts'
import { recordedActions } from './audit.fixture.ts'
import { changePassword } from './change-password.ts'
import { confirmEmail } from './confirm-email.ts'
import { createOwnToken } from './create-own-token.ts'
import { createResetLink } from './create-reset-link.ts'
import { disableUser } from './disable-user.ts'
import { addressOf, createTestIdentity, PASSWORD, sessionCookie, signedUp } from './identity.fixture.ts'
import { identityWithMail, type MailHouse, waitingLetters } from './mail.fixture.ts'
import { requestReset } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'
import { signInWithPassword } from './sign-in-with-password.ts'

const NEW = 'a wholly new password'
const here = addressOf('elsewhere')

async function mailedSecret(house: MailHouse, email: string) {
  const before = house.smtp.mails.length
  await requestReset(house.identity, here, { email, locale: 'en' })
  await vi.waitFor(() => expect(house.smtp.mails.length).toBe(before + 1), { timeout: 5000 })
  return secretIn(house.smtp.mails[before]?.text ?? '')
}

/** Somebody whose letter of welcome has been sent. */
async function person(house: MailHouse, email: string) {
  const before = house.smtp.mails.length
  const someone = await signedUp(house, email)
  await vi.waitFor(() => expect(house.smtp.mails.length).toBe(before + 1), { timeout: 5000 })
  return { ...someone, welcome: house.smtp.mails[before]?.text ?? '' }
}

test('a mailed link sets a new password once, ends every session, and signs in', async () => {
  const house = await identityWithMail()
  const { identity } = house
  const { userId, email } = await person(house, 'ann@example.com')
  const cookie = await sessionCookie(house, userId)
  const secret = await mailedSecret(house, ' Ann@Example.com ')
  expect(await resetPassword(identity, here, { secret, password: NEW })).toEqual({ email })
  expect(await identity.sessionFromCookies({ cookie })).toBeUndefined()
  expect(await signInWithPassword(identity, here, { email, password: NEW })).toEqual({ userId })
  expect(await signInWithPassword(identity, here, { email, password: PASSWORD })).toBeUndefined()
  await expect(resetPassword(identity, here, { secret, password: NEW })).rejects.toMatchObject({ reason: 'link' })
  expect(await recordedActions(house.db, `user:${userId}`)).toEqual(
    expect.arrayContaining(['mail link.reset', `user:${userId} password.reset`]),
  )
})

test('ten uses of one link at once are one', async () => {
  const house = await identityWithMail()
  const { email } = await person(house, 'ann@example.com')
  const secret = await mailedSecret(house, email)
  const uses = Array.from({ length: 10 }, () => resetPassword(house.identity, here, { secret, password: NEW }))
  const outcomes = await Promise.allSettled(uses)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('an address without an account gets the same answer, and no mail', async () => {
  const house = await identityWithMail()
  const ask = (email: string) => requestReset(house.identity, here, { email, locale: 'en' })
  await person(house, 'ann@example.com')
  expect(await ask('nobody@example.com')).toBe(await ask('ann@example.com'))
  await vi.waitFor(async () => expect(await waitingLetters(house)).toEqual([]), { timeout: 5000 })
  expect(house.smtp.mails.map(({ to }) => to)).toEqual([['ann@example.com'], ['ann@example.com']])
})

test('a link ends after 30 minutes, with a change of password, and with the account', async () => {
  const house = await identityWithMail()
  const { identity, clock } = house
  const { caller, email } = await person(house, 'ann@example.com')
  const use = (secret: string) => resetPassword(identity, here, { secret, password: NEW })
  const late = await mailedSecret(house, email)
  await clock.advance(30 * 60_000)
  await expect(use(late)).rejects.toMatchObject({ reason: 'link' })
  const early = await mailedSecret(house, email)
  await changePassword(identity, caller, { current: PASSWORD, next: NEW })
  await expect(use(early)).rejects.toMatchObject({ reason: 'link' })
  const last = await mailedSecret(house, email)
  await disableUser(identity, 'operator', { email })
  await expect(use(last)).rejects.toMatchObject({ reason: 'link' })
})

test('links lead to PUBLIC_URL, say so in text and HTML, and only their hash is kept', async () => {
  const house = await identityWithMail()
  const { email } = await person(house, 'ann@example.com')
  const secret = await mailedSecret(house, email)
  const mail = house.smtp.mails.at(-1)
  expect(mail).toMatchObject({ to: [email], from: 'bridge@example.net' })
  expect(mail?.subject).toBe('A new password for draw.example.org')
  expect(mail?.text).toContain(`https://draw.example.org/reset-password#${secret}`)
  expect(mail?.raw).toMatch(/content-type: text\/html/i)
  const rows = await house.db.read.db.select().from(house.db.read.tables.emailLinks)
  expect(JSON.stringify(rows)).not.toContain(secret)
  expect(rows.map((row) => row.hash)).toContain(hash('sha256', secret))
})

test('the fifth letter to one mailbox in an hour is refused, whether it has an account or not', async () => {
  const house = await identityWithMail()
  const ask = (email: string, from: string) =>
    requestReset(house.identity, addressOf(from), { email, locale: 'en' }).then(
      () => 'sent',
      (error) => error.reason,
    )
  await person(house, 'ann@example.com')
  for (const email of ['ann@example.com', 'nobody@example.com']) {
    const answers = []
    for (let i = 0; i < 5; i++) answers.push(await ask(email, `house ${i}`))
    expect(answers).toEqual(['sent', 'sent', 'sent', 'sent', 'burst'])
  }
  expect(house.log.entries).toContainEqual(expect.objectContaining({ by: 'email', why: 'reset throttled' }))
  expect(JSON.stringify(house.log.entries)).not.toContain('@example.com')
})

test('who first proves an address ends the tokens that were made before; later ones stay', async () => {
  const house = await identityWithMail()
  const { identity } = house
  const { caller, email, welcome } = await person(house, 'ann@example.com')
  const make = () => createOwnToken(identity, caller, { name: 'bot', scopes: ['draw'], days: null })
  const strangers = await make()
  await resetPassword(identity, here, { secret: await mailedSecret(house, email), password: NEW })
  await expect(identity.tokens.verify(strangers.token)).rejects.toMatchObject({ reason: 'credentials' })
  const own = await make()
  await resetPassword(identity, here, { secret: await mailedSecret(house, email), password: PASSWORD })
  expect(await identity.tokens.verify(own.token)).toBeDefined()
  const again = confirmEmail(identity, here, { secret: secretIn(welcome), locale: 'en' })
  await expect(again).resolves.toEqual({ email })
})

test('the operator’s link does the same, and proves no address', async () => {
  const house = createTestIdentity()
  const { identity } = house
  const { userId, email } = await signedUp(house)
  const { url, minutes } = await createResetLink(identity, 'operator', { email, publicUrl: 'https://draw.example.org' })
  expect(url).toMatch(/^https:\/\/draw\.example\.org\/reset-password#[\w-]{43}$/)
  expect(minutes).toBe(30)
  await resetPassword(identity, here, { secret: secretIn(url), password: NEW })
  expect(await identity.accountOf(userId)).toMatchObject({ emailConfirmed: false, sessionVersion: 2 })
  const nobody = createResetLink(identity, 'operator', { email: 'nobody@example.com', publicUrl: '' })
  await expect(nobody).rejects.toMatchObject({ kind: 'not-found' })
  const asked = requestReset(identity, here, { email, locale: 'en' })
  await expect(asked).rejects.toMatchObject({ reason: 'no-mail' })
})

test.each(['', 'short', '-'.repeat(43), `${'a'.repeat(43)}\n`])('the made-up secret %j is refused', async (secret) => {
  const { identity, log } = createTestIdentity()
  await expect(resetPassword(identity, here, { secret, password: NEW })).rejects.toMatchObject({ reason: 'link' })
  expect(log.entries).toContainEqual(expect.objectContaining({ by: 'link' }))
})
