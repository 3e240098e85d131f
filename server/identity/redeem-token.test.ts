import { expect, test } from 'vitest'
import { createToken } from './create-token.ts'
import { addressOf, createTestIdentity, request, sessionCaller, signedUp } from './identity.fixture.ts'
import { redeemToken } from './redeem-token.ts'
import { revokeToken } from './revoke-token.ts'
import { setTier } from './set-tier.ts'
import { signInWithToken } from './sign-in-with-token.ts'
import { newToken } from './token-format.ts'

const DAY_MS = 86_400_000

const bearer = (token: string) => request({ authorization: `Bearer ${token}` })

test('redeeming makes the account premium for what is left of the token, and the token draws for the account', async () => {
  const here = createTestIdentity()
  const { identity, clock } = here
  const { token, endsAt } = await createToken(identity, 'operator', { name: 'newsroom', days: 30 })
  await clock.advance(10 * DAY_MS)
  const before = await identity.identify(bearer(token))
  const { userId, caller } = await signedUp(here)
  expect(await redeemToken(identity, caller, { token: ` ${token} ` })).toEqual({
    alreadyYours: false,
    premiumUntil: endsAt,
  })
  expect(await identity.accountOf(userId)).toMatchObject({ tier: 'premium', premiumUntil: endsAt })
  const after = await identity.identify(bearer(token))
  expect(after).toMatchObject({ subject: `user:${userId}`, tier: 'premium' })
  expect(await identity.accountOf(before.userId ?? '')).toMatchObject({ tier: 'free', disabled: true })
})

test('a second token is appended to the first, and the premium ends when both are over', async () => {
  const here = createTestIdentity()
  const { identity, clock } = here
  const { userId, caller } = await signedUp(here)
  const start = clock.now()
  for (const days of [30, 7]) {
    const { token } = await createToken(identity, 'operator', { name: `${days}`, days })
    await redeemToken(identity, caller, { token })
  }
  expect((await identity.accountOf(userId))?.premiumUntil).toEqual(new Date(start + 37 * DAY_MS))
  await clock.advance(37 * DAY_MS - 1)
  expect((await identity.accountOf(userId))?.tier).toBe('premium')
  await clock.advance(1)
  expect((await identity.accountOf(userId))?.tier).toBe('free')
})

test('a token is redeemed once: the second account is told so and gets nothing, the first is told it is its own', async () => {
  const here = createTestIdentity()
  const { identity } = here
  const { token } = await createToken(identity, 'operator', { name: 'newsroom', days: 30 })
  const people = await Promise.all([signedUp(here), signedUp(here)])
  const answers = await Promise.allSettled(people.map(({ caller }) => redeemToken(identity, caller, { token })))
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [winner, loser] = answers[0]?.status === 'fulfilled' ? people : [...people].reverse()
  if (!winner || !loser) throw new Error('two people')
  await expect(redeemToken(identity, loser.caller, { token })).rejects.toMatchObject({
    kind: 'conflict',
    reason: 'token-redeemed',
  })
  expect((await identity.accountOf(loser.userId))?.tier).toBe('free')
  const { premiumUntil } = (await identity.accountOf(winner.userId)) ?? {}
  expect(await redeemToken(identity, winner.caller, { token })).toEqual({ alreadyYours: true, premiumUntil })
})

test('unknown, mistyped, revoked and used-up tokens are refused alike', async () => {
  const here = createTestIdentity()
  const { identity, clock } = here
  const { caller } = await signedUp(here)
  const revoked = await createToken(identity, 'operator', { name: 'revoked' })
  await revokeToken(identity, 'operator', { id: revoked.id })
  const over = await createToken(identity, 'operator', { name: 'over', days: 1 })
  await clock.advance(DAY_MS)
  for (const token of ['', 'drawbridge_typo', newToken(), revoked.token, over.token]) {
    await expect(redeemToken(identity, caller, { token })).rejects.toMatchObject({
      kind: 'not-found',
      reason: 'token-unknown',
    })
  }
})

test('a redeemed token is a key for programs: whoever has it cannot sign in to the account', async () => {
  const here = createTestIdentity()
  const { identity } = here
  const { token } = await createToken(identity, 'operator', { name: 'newsroom' })
  const proven = await signInWithToken(identity, addressOf('a'), { token })
  const { caller } = await signedUp(here)
  expect((await redeemToken(identity, caller, { token })).premiumUntil).toBeNull()
  await expect(signInWithToken(identity, addressOf('a'), { token })).rejects.toMatchObject({ reason: 'token-redeemed' })
  expect((await identity.accountOf(proven?.userId ?? ''))?.disabled).toBe(true)
})

test('whoever signed in with a token alone is told that it is already theirs', async () => {
  const { identity } = createTestIdentity()
  const { token, endsAt } = await createToken(identity, 'operator', { name: 'newsroom', days: 3 })
  const { userId = '' } = (await signInWithToken(identity, addressOf('a'), { token })) ?? {}
  const answer = await redeemToken(identity, sessionCaller(userId), { token })
  expect(answer).toEqual({ alreadyYours: true, premiumUntil: endsAt })
})

test('a redeemed token that is revoked is dead, and the account keeps the premium it was given', async () => {
  const here = createTestIdentity()
  const { identity } = here
  const { token, id } = await createToken(identity, 'operator', { name: 'newsroom', days: 30 })
  const { userId, caller } = await signedUp(here)
  await redeemToken(identity, caller, { token })
  await revokeToken(identity, 'operator', { id })
  await expect(identity.identify(bearer(token))).rejects.toMatchObject({ reason: 'credentials' })
  expect(await identity.accountOf(userId)).toMatchObject({ tier: 'premium', disabled: false })
})

test('a token redeemed by an account that is premium without end takes nothing away', async () => {
  const here = createTestIdentity()
  const { identity } = here
  const { email, caller } = await signedUp(here)
  await setTier(identity, 'operator', { email, tier: 'premium' })
  const { token } = await createToken(identity, 'operator', { name: 'newsroom', days: 30 })
  expect((await redeemToken(identity, caller, { token })).premiumUntil).toBeNull()
})

test('a visitor is asked to sign in before redeeming', async () => {
  const { identity } = createTestIdentity()
  const visitor = await identity.identify(request())
  await expect(redeemToken(identity, visitor, { token: newToken() })).rejects.toMatchObject({
    kind: 'unauthenticated',
    facts: { signIn: '/sign-in' },
  })
})
