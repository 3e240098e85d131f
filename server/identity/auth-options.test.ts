import { expect, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { createToken } from './create-token.ts'
import { disableUser } from './disable-user.ts'
import { createTestIdentity, PASSWORD, request, signedUp } from './identity.fixture.ts'
import { startNextAuth } from './next-auth-server.fixture.ts'
import { redeemToken } from './redeem-token.ts'
import { setTier } from './set-tier.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'

test('signing in with a password gives a session that every request and the page see, tier included', async () => {
  const here = createTestIdentity()
  const { userId, email } = await signedUp(here)
  await setTier(here.identity, 'operator', { email, tier: 'premium' })
  const browser = (await startNextAuth(here.identity)).browser()
  expect(await browser.signIn('password', { email: email.toUpperCase(), password: PASSWORD })).toBeNull()
  expect((await browser.session()).user).toEqual({ id: userId, email, name: null, tier: 'premium' })
  const caller = await here.identity.identify(request({ cookie: browser.cookie() }))
  expect(caller).toMatchObject({ userId, tier: 'premium', via: 'session' })
})

test('every failed sign-in reads the same: wrong, unknown, disabled, empty, made-up token', async () => {
  const here = createTestIdentity()
  const [known, disabled] = [await signedUp(here), await signedUp(here)]
  await disableUser(here.identity, 'operator', { email: disabled.email })
  const browser = (await startNextAuth(here.identity)).browser()
  const failures = [
    await browser.signIn('password', { email: known.email, password: 'wrong but long enough' }),
    await browser.signIn('password', { email: 'nobody@example.com', password: PASSWORD }),
    await browser.signIn('password', { email: disabled.email, password: PASSWORD }),
    await browser.signIn('password', { email: '', password: '' }),
    await browser.signIn('token', { token: 'drawbridge_made-up' }),
  ]
  expect(new Set(failures)).toEqual(new Set(['CredentialsSignin']))
  expect(await browser.session()).toEqual({})
})

test('a throttled sign-in tells the page how many seconds to wait, and another address is not held up', async () => {
  const here = createTestIdentity()
  const { email } = await signedUp(here)
  const { browser } = await startNextAuth(here.identity)
  const attacker = browser('ip:attacker')
  for (let i = 0; i < 10; i++) await attacker.signIn('password', { email, password: `guess number ${i}` })
  expect(await attacker.signIn('password', { email, password: PASSWORD })).toBe('throttled:600')
  expect(await browser('ip:owner').signIn('password', { email, password: PASSWORD })).toBeNull()
})

test('a token alone signs in as premium, and once redeemed sends its holder to the account instead', async () => {
  const here = createTestIdentity()
  const { token } = await createToken(here.identity, 'operator', { name: 'newsroom', days: 30 })
  const { browser } = await startNextAuth(here.identity)
  const newsroom = browser()
  expect(await newsroom.signIn('token', { token })).toBeNull()
  expect((await newsroom.session()).user).toMatchObject({ name: 'newsroom', email: null, tier: 'premium' })
  await redeemToken(here.identity, (await signedUp(here)).caller, { token })
  expect(await newsroom.session()).toEqual({})
  expect(await newsroom.signIn('token', { token })).toBe('token-redeemed')
})

test('a session that was ended everywhere is gone from the page too, cookie and all', async () => {
  const here = createTestIdentity()
  const { email, caller } = await signedUp(here)
  const browser = (await startNextAuth(here.identity)).browser()
  await browser.signIn('password', { email, password: PASSWORD })
  expect(browser.cookie()).toContain('session-token')
  await signOutEverywhere(here.identity, caller)
  expect(await browser.session()).toEqual({})
  expect(browser.cookie()).not.toContain('session-token')
  expect(here.log.lines).toEqual([])
})

test("the page's session shows a tier that changed after sign-in", async () => {
  const here = createTestIdentity()
  const { email } = await signedUp(here)
  const browser = (await startNextAuth(here.identity)).browser()
  await browser.signIn('password', { email, password: PASSWORD })
  expect((await browser.session()).user.tier).toBe('free')
  await setTier(here.identity, 'operator', { email, tier: 'premium' })
  expect((await browser.session()).user.tier).toBe('premium')
})

test('GitHub and Google are offered only where they are set up', async () => {
  const client = { clientId: 'id', clientSecret: 'secret' }
  const plain = await startNextAuth(createTestIdentity().identity)
  expect(Object.keys(await plain.browser().providers())).toEqual(['password', 'token'])
  const full = await startNextAuth(createTestIdentity({ oauth: { github: client, google: client } }).identity)
  expect(Object.keys(await full.browser().providers())).toEqual(['password', 'token', 'github', 'google'])
})

test('a sign-in that fails because the database does is not called a wrong password, and is logged', async () => {
  const real = temporaryDatabase()
  let down = false
  const db: Database = {
    ...real,
    get read() {
      if (down) throw new Error('the disk is gone')
      return real.read
    },
  }
  const here = createTestIdentity({ db })
  const browser = (await startNextAuth(here.identity)).browser()
  down = true
  expect(await browser.signIn('password', { email: 'ada@example.com', password: PASSWORD })).toBe('unavailable')
  expect(here.log.lines).toEqual(['sign-in failed'])
})
