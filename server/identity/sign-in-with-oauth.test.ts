import { expect, test } from 'vitest'
import { disableUser } from './disable-user.ts'
import { withVerifiedEmail } from './github-profile.ts'
import { addressOf, createTestIdentity, signedUp } from './identity.fixture.ts'
import { type OauthProfile, signInWithOauth } from './sign-in-with-oauth.ts'

const ada: OauthProfile = {
  provider: 'github',
  providerAccountId: '42',
  email: 'Ada@Example.com',
  emailVerified: true,
  name: 'Ada',
}

test('the first sign-in opens an account, and the next ones find it, even under a new email', async () => {
  const { identity } = createTestIdentity()
  const { userId } = await signInWithOauth(identity, addressOf('a'), ada)
  expect(await identity.accountOf(userId)).toMatchObject({ email: 'ada@example.com', name: 'Ada', tier: 'free' })
  expect(await signInWithOauth(identity, addressOf('b'), { ...ada, email: 'new@example.com' })).toEqual({ userId })
})

test('an account with a password is never taken over by the same email elsewhere, verified or not', async () => {
  const here = createTestIdentity()
  const { email } = await signedUp(here)
  await expect(signInWithOauth(here.identity, addressOf('a'), { ...ada, email })).rejects.toMatchObject({
    kind: 'conflict',
    reason: 'email-taken',
  })
})

test('two providers that verified the same email lead to one account', async () => {
  const { identity } = createTestIdentity()
  const first = await signInWithOauth(identity, addressOf('a'), ada)
  const google = { ...ada, provider: 'google', providerAccountId: 'g-1' }
  expect(await signInWithOauth(identity, addressOf('a'), google)).toEqual(first)
})

test('an email the provider has not verified counts for nothing: the account opens without it', async () => {
  const { identity } = createTestIdentity()
  const first = await signInWithOauth(identity, addressOf('a'), ada)
  const stranger = { ...ada, providerAccountId: '666', emailVerified: false }
  const other = await signInWithOauth(identity, addressOf('a'), stranger)
  expect(other).not.toEqual(first)
  expect((await identity.accountOf(other.userId))?.email).toBeNull()
})

test('accounts opened through a provider count among the three of an address', async () => {
  const { identity } = createTestIdentity()
  const open = (n: number) =>
    signInWithOauth(identity, addressOf('a'), { ...ada, providerAccountId: `${n}`, email: `n${n}@example.com` })
  for (const n of [1, 2, 3]) await open(n)
  await expect(open(4)).rejects.toMatchObject({ reason: 'accounts-per-address' })
  expect(await open(1)).toBeDefined()
})

test('a disabled account stays shut to its provider', async () => {
  const { identity } = createTestIdentity()
  await signInWithOauth(identity, addressOf('a'), ada)
  await disableUser(identity, 'operator', { email: 'ada@example.com' })
  await expect(signInWithOauth(identity, addressOf('a'), ada)).rejects.toMatchObject({ kind: 'forbidden' })
})

test("of GitHub's emails the primary one counts, with what GitHub says about it, and none when GitHub does not answer", async () => {
  const answer =
    (emails: unknown, status = 200) =>
    async () =>
      new Response(JSON.stringify(emails), { status })
  const emails = [
    { email: 'old@example.com', primary: false, verified: true, visibility: null },
    { email: 'ada@example.com', primary: true, verified: false, visibility: 'private' },
  ]
  const profile = { id: 42, email: 'public@example.com' }
  expect(await withVerifiedEmail(profile, 'token', answer(emails))).toEqual({
    id: 42,
    email: 'ada@example.com',
    email_verified: false,
  })
  const silent = await withVerifiedEmail(profile, 'token', answer({}, 500))
  expect(silent).toEqual({ id: 42, email: undefined, email_verified: false })
})
