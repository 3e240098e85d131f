import { expect, test } from 'vitest'
import { changePassword } from './change-password.ts'
import { createToken } from './create-token.ts'
import { disableUser } from './disable-user.ts'
import { addressOf, createTestIdentity, PASSWORD, request, sessionCookie, signedUp } from './identity.fixture.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { signInWithToken } from './sign-in-with-token.ts'
import { newToken } from './token-format.ts'

test('wrong password, unknown email and disabled account get the same answer for one hash each', async () => {
  const here = createTestIdentity()
  const [known, disabled] = [await signedUp(here), await signedUp(here)]
  await disableUser(here.identity, 'operator', { email: disabled.email })
  const tries = [
    { email: known.email, password: 'wrong but long enough' },
    { email: 'nobody@example.com', password: PASSWORD },
    { email: disabled.email, password: PASSWORD },
    { email: 'not an email', password: PASSWORD },
    { email: known.email, password: 'x'.repeat(5000) },
  ]
  for (const input of tries) {
    const before = { ...here.hashing.counts }
    expect(await signInWithPassword(here.identity, addressOf('a'), input)).toBeUndefined()
    expect(here.hashing.counts).toEqual({ hashes: before.hashes, verifies: before.verifies + 1 })
  }
  expect(await signInWithPassword(here.identity, addressOf('a'), { email: known.email, password: PASSWORD })).toEqual({
    userId: known.userId,
  })
})

test('the eleventh guess at an account from one address in ten minutes waits, costs no hash, and knows how long', async () => {
  const here = createTestIdentity()
  const { email } = await signedUp(here)
  const guess = (from = 'attacker') => signInWithPassword(here.identity, addressOf(from), { email, password: PASSWORD })
  for (let i = 0; i < 10; i++) await guess()
  const before = here.hashing.counts.verifies
  await expect(guess()).rejects.toMatchObject({ kind: 'limit', reason: 'burst', facts: { retryAfterSeconds: 600 } })
  expect(here.hashing.counts.verifies).toBe(before)
  expect(await guess('the owner, at home')).toBeDefined()
  await here.clock.advance(600_000)
  expect(await guess()).toBeDefined()
})

test('an address has fifty tries an hour over all accounts, so a list of emails gets nowhere', async () => {
  const { identity } = createTestIdentity()
  const guess = (i: number) =>
    signInWithPassword(identity, addressOf('attacker'), { email: `n${i}@example.com`, password: PASSWORD })
  for (let i = 0; i < 50; i++) await guess(i)
  await expect(guess(50)).rejects.toMatchObject({ reason: 'burst', facts: { limit: 50, retryAfterSeconds: 3600 } })
})

test('a changed password ends every session, needs the current one, and keeps no old one', async () => {
  const here = createTestIdentity()
  const { userId, email, caller } = await signedUp(here)
  const cookie = await sessionCookie(here, userId)
  const change = (current: string, next: string) => changePassword(here.identity, caller, { current, next })
  await expect(change('not the current one', 'another good one')).rejects.toMatchObject({ reason: 'credentials' })
  await expect(change(PASSWORD, 'short')).rejects.toMatchObject({ reason: 'input' })
  expect((await here.identity.identify(request({ cookie }))).via).toBe('session')
  expect(await change(PASSWORD, 'another good one')).toEqual({ email })
  expect((await here.identity.identify(request({ cookie }))).via).toBe('visitor')
  const from = addressOf('b')
  expect(await signInWithPassword(here.identity, from, { email, password: PASSWORD })).toBeUndefined()
  expect(await signInWithPassword(here.identity, from, { email, password: 'another good one' })).toEqual({ userId })
})

test('a token or a visitor cannot change a password', async () => {
  const here = createTestIdentity()
  const { caller } = await signedUp(here)
  const input = { current: PASSWORD, next: 'another good one' }
  const token = changePassword(here.identity, { ...caller, via: 'token' }, input)
  await expect(token).rejects.toMatchObject({ kind: 'forbidden', reason: 'sign-in' })
  const visitor = changePassword(here.identity, await here.identity.identify(request()), input)
  await expect(visitor).rejects.toMatchObject({ kind: 'unauthenticated', reason: 'sign-in' })
})

test("an operator's token signs in alone, as a premium account; a made-up one does not, and tries are counted", async () => {
  const { identity } = createTestIdentity()
  const { token } = await createToken(identity, 'operator', { name: 'newsroom', days: 30 })
  const proven = await signInWithToken(identity, addressOf('a'), { token: ` ${token}\n` })
  expect(await identity.accountOf(proven?.userId ?? '')).toMatchObject({
    tier: 'premium',
    name: 'newsroom',
    email: null,
  })
  for (let i = 0; i < 49; i++) {
    const fake = signInWithToken(identity, addressOf('a'), { token: newToken() })
    expect(await fake).toBeUndefined()
  }
  await expect(signInWithToken(identity, addressOf('a'), { token: newToken() })).rejects.toMatchObject({
    kind: 'limit',
  })
})
