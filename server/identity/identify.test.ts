import { expect, test } from 'vitest'
import { insertSubscription } from '../../db/queries/subscriptions.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { formatAddressHeader, parseAddressHeader } from './address-header.ts'
import { parseTrustedProxies } from './client-address.ts'
import { createTestIdentity, request, sessionCookie, signedUp } from './identity.fixture.ts'
import { setTier } from './set-tier.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'

test('a visitor is known by the address, and the same address is the same subject at every request', async () => {
  const { identity } = createTestIdentity()
  const first = await identity.identify(request())
  expect(first).toMatchObject({ tier: 'free', via: 'visitor', owner: first.subject })
  expect(first.subject).toMatch(/^ip:[\w-]{22}$/)
  expect((await identity.identify(request())).subject).toBe(first.subject)
  expect((await identity.identify(request({}, '203.0.113.8'))).subject).not.toBe(first.subject)
})

test('an address is not readable in its subject without the secret: another secret gives another subject', async () => {
  const [ours, theirs] = [createTestIdentity(), createTestIdentity({ secret: 'another secret entirely' })]
  const subjects = await Promise.all([ours, theirs].map(({ identity }) => identity.identify(request())))
  expect(subjects[0]?.subject).not.toBe(subjects[1]?.subject)
  expect(JSON.stringify(subjects)).not.toContain('203.0.113')
})

test('a visitor cookie says whose pictures they are and never whose quota it is', async () => {
  const { identity } = createTestIdentity()
  const plain = await identity.identify(request())
  const owners = new Set<string>()
  for (let i = 0; i < 50; i++) {
    const { header } = identity.newVisitorCookie()
    const caller = await identity.identify(request({ cookie: header.split(';')[0] ?? '' }))
    expect(caller.subject).toBe(plain.subject)
    expect(caller.owner).toBe(`visitor:${caller.visitorId}`)
    owners.add(caller.owner)
  }
  expect(owners.size).toBe(50)
})

test('a forwarding header from nobody we trust changes nothing', async () => {
  const { identity } = createTestIdentity()
  const plain = await identity.identify(request())
  const forged = await identity.identify(request({ 'x-forwarded-for': '198.51.100.1' }))
  expect(forged.subject).toBe(plain.subject)
})

test('behind a trusted proxy the address it names is the subject, and two people behind it are two', async () => {
  const { identity } = createTestIdentity({ trustedProxies: parseTrustedProxies('10.0.0.0/8') })
  const from = async (address: string) =>
    (await identity.identify(request({ 'x-forwarded-for': address }, '10.0.0.1'))).subject
  expect(await from('198.51.100.1')).toBe((await identity.identify(request({}, '198.51.100.1'))).subject)
  expect(await from('198.51.100.2')).not.toBe(await from('198.51.100.1'))
})

test('neighbours in one IPv6 /64 are one subject, and wider networks are known beside it', async () => {
  const { identity } = createTestIdentity()
  const from = (address: string) => identity.identify(request({}, address))
  const [a, b, c] = [await from('2001:db8::1'), await from('2001:db8::2'), await from('2001:db8:0:1::1')]
  expect(b.subject).toBe(a.subject)
  expect(c.subject).not.toBe(a.subject)
  expect(c.address.net56).toBe(a.address.net56)
  expect(parseAddressHeader(formatAddressHeader(a.address))).toEqual(a.address)
})

test('a session cookie makes the account the subject, under the plain and the secure cookie name', async () => {
  const here = createTestIdentity()
  const { userId } = await signedUp(here)
  const cookie = await sessionCookie(here, userId)
  for (const name of [cookie, `theme=dark; __Secure-${cookie}`]) {
    const caller = await here.identity.identify(request({ cookie: name }))
    expect(caller).toMatchObject({ subject: `user:${userId}`, owner: `user:${userId}`, userId, via: 'session' })
  }
})

test('forged, foreign, cut and expired session cookies are visitors, not errors', async () => {
  const here = createTestIdentity()
  const { userId } = await signedUp(here)
  const good = await sessionCookie(here, userId)
  const foreign = await sessionCookie(here, userId, 'not the secret of this house')
  const forged = [
    foreign,
    good.slice(0, -4),
    `${good}x`,
    'next-auth.session-token=',
    'next-auth.session-token=a.b.c.d.e',
  ]
  for (const cookie of [...forged, `next-auth.session-token=${'x'.repeat(5000)}`]) {
    expect((await here.identity.identify(request({ cookie }))).via).toBe('visitor')
  }
  expect((await here.identity.identify(request({ cookie: good }))).via).toBe('session')
  here.clock.step(31 * 86_400_000)
  expect((await here.identity.identify(request({ cookie: good }))).via).toBe('visitor')
})

test('a session made before "sign out everywhere" is a visitor from the next request on', async () => {
  const here = createTestIdentity()
  const { userId, caller } = await signedUp(here)
  const cookie = await sessionCookie(here, userId)
  expect((await here.identity.identify(request({ cookie }))).via).toBe('session')
  await signOutEverywhere(here.identity, caller)
  expect((await here.identity.identify(request({ cookie }))).via).toBe('visitor')
  expect(await here.identity.sessionFromCookies({ cookie })).toBeUndefined()
  const again = await sessionCookie(here, userId)
  expect((await here.identity.sessionFromCookies({ cookie: again }))?.userId).toBe(userId)
})

test('a tier changed by another process acts on the next request', async () => {
  const path = `${temporaryFolder()}/drawbridge.sqlite`
  const [server, tool] = [openSqlite(path), openSqlite(path)]
  const here = createTestIdentity({ db: server })
  const { userId, email } = await signedUp(here)
  const cookie = await sessionCookie(here, userId)
  const outside = { db: tool, clock: here.clock, invalidate() {} }
  expect((await here.identity.identify(request({ cookie }))).tier).toBe('free')
  await setTier(outside, 'operator', { email, tier: 'premium' })
  expect((await here.identity.identify(request({ cookie }))).tier).toBe('premium')
  await setTier(outside, 'operator', { email, tier: 'basic' })
  expect((await here.identity.identify(request({ cookie }))).tier).toBe('free')
  await Promise.all([server.close(), tool.close()])
})

test('a subscription that ends while it is cached ends on time', async () => {
  const here = createTestIdentity()
  const { userId } = await signedUp(here)
  const now = new Date(here.clock.now())
  const endsAt = new Date(now.getTime() + 10_000)
  await here.db.write((tx) => insertSubscription(tx, { userId, source: 'operator', startsAt: now, endsAt }, now))
  here.identity.invalidate(userId)
  expect(await here.identity.accountOf(userId)).toMatchObject({ tier: 'premium', premiumUntil: endsAt })
  await here.clock.advance(9_999)
  expect((await here.identity.accountOf(userId))?.tier).toBe('premium')
  await here.clock.advance(1)
  expect(await here.identity.accountOf(userId)).toMatchObject({ tier: 'free', premiumUntil: undefined })
})

test('the visitor cookie is HttpOnly, Lax, a year long, and Secure where the site is https', () => {
  const { identity } = createTestIdentity()
  const { value, header } = identity.newVisitorCookie()
  expect(header).toBe(`drawbridge_visitor=${value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`)
  expect(identity.hasVisitorCookie({ cookie: `a=b; drawbridge_visitor=${value}` })).toBe(true)
  expect(identity.hasVisitorCookie({ cookie: 'drawbridge_visitor=guess' })).toBe(false)
  expect(identity.hasVisitorCookie({})).toBe(false)
  const https = createTestIdentity({ publicUrl: 'https://draw.example' })
  expect(https.identity.newVisitorCookie().header).toMatch(/; Secure$/)
})
