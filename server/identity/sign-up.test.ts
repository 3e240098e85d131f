import { expect, test } from 'vitest'
import { findUserByEmail } from '../../db/queries/users.ts'
import { utcDay } from '../clock.ts'
import { addressOf, createTestIdentity, PASSWORD, signedUp } from './identity.fixture.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { signUp } from './sign-up.ts'

test('a new account is basic, keeps no password, and signs in with it', async () => {
  const { identity, db } = createTestIdentity()
  const { userId, email } = await signUp(identity, addressOf('a'), { email: ' Ada@Example.COM ', password: PASSWORD })
  expect(email).toBe('ada@example.com')
  expect(await identity.accountOf(userId)).toMatchObject({ email, tier: 'free', disabled: false, role: 'user' })
  expect((await findUserByEmail(db.read, email))?.passwordHash).not.toBe(PASSWORD)
  const proven = await signInWithPassword(identity, addressOf('b'), { email: 'ADA@example.com', password: PASSWORD })
  expect(proven).toEqual({ userId })
})

test('an email has one account, however it is spelled and however fast it is asked for twice', async () => {
  const { identity } = createTestIdentity()
  const spellings = ['ada@example.com', 'ADA@EXAMPLE.COM', ' ada@example.com', 'ａda@example.com']
  const answers = await Promise.allSettled(
    spellings.map((email, i) => signUp(identity, addressOf(`a${i}`), { email, password: PASSWORD })),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const answer of answers) {
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ kind: 'conflict', reason: 'email-taken' })
  }
})

test('what is not an email, or no good password, is refused before anything is hashed', async () => {
  const { identity, hashing } = createTestIdentity()
  const wrong = [
    { email: 'ada', password: PASSWORD },
    { email: `${'a'.repeat(250)}@example.com`, password: PASSWORD },
    { email: 'ada@example.com', password: 'short' },
    { email: 'adalovelace@example.com', password: 'AdaLovelace@example.com' },
  ]
  for (const input of wrong) {
    await expect(signUp(identity, addressOf('a'), input)).rejects.toMatchObject({ kind: 'invalid', reason: 'input' })
  }
  expect(hashing.counts.hashes).toBe(0)
})

test('an address opens three accounts a UTC day; the fourth is refused, told when, and takes nothing', async () => {
  const { identity, clock } = createTestIdentity()
  const open = (n: number, address = addressOf('shared')) =>
    signUp(identity, address, { email: `n${n}@example.com`, password: PASSWORD })
  for (const n of [1, 2, 3]) await open(n)
  const { endsInSeconds } = utcDay(clock.now())
  for (let again = 0; again < 3; again++) {
    await expect(open(4)).rejects.toMatchObject({
      kind: 'limit',
      reason: 'accounts-per-address',
      facts: { limit: 3, remaining: 0, retryAfterSeconds: endsInSeconds },
    })
  }
  await open(5, addressOf('elsewhere'))
  await clock.advance(endsInSeconds * 1000)
  await open(4)
})

test('a taken email costs the address none of its three accounts', async () => {
  const here = createTestIdentity()
  const { email } = await signedUp(here)
  const address = addressOf('shared')
  for (let i = 0; i < 3; i++) {
    await expect(signUp(here.identity, address, { email, password: PASSWORD })).rejects.toMatchObject({
      reason: 'email-taken',
    })
  }
  for (const n of [1, 2, 3]) await signUp(here.identity, address, { email: `n${n}@example.com`, password: PASSWORD })
})

test('moving on to the next IPv6 /64 does not open accounts without end', async () => {
  const { identity } = createTestIdentity()
  const open = (n: number) =>
    signUp(
      identity,
      { subject: `ip:net64-${n}`, net56: 'ip:net56', net48: 'ip:net48' },
      {
        email: `n${n}@example.com`,
        password: PASSWORD,
      },
    )
  for (let n = 0; n < 12; n++) await open(n)
  await expect(open(12)).rejects.toMatchObject({ reason: 'accounts-per-address', facts: { limit: 12 } })
})
