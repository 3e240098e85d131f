import { createHmac, generateKeyPairSync, hkdfSync } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose'
import { getToken } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import { openSqlite } from '../../db/sqlite.ts'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { ACCESS_TOKEN_SECONDS } from './access-tokens.ts'
import { changePassword } from './change-password.ts'
import { createOwnToken } from './create-own-token.ts'
import { createToken } from './create-token.ts'
import { disableUser } from './disable-user.ts'
import { exchangeToken } from './exchange-token.ts'
import {
  countedDatabase,
  createTestIdentity,
  PASSWORD,
  request,
  SECRET,
  sessionCookie,
  signedUp,
} from './identity.fixture.ts'
import { redeemToken } from './redeem-token.ts'
import { revokeOwnToken } from './revoke-own-token.ts'
import { rotateToken } from './rotate-token.ts'
import type { Scope } from './scopes.ts'
import { setTier } from './set-tier.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'

const bearer = (text: string) => request({ authorization: `Bearer ${text}` })
const refused = {
  kind: 'unauthenticated',
  reason: 'credentials',
  message: expect.stringMatching(/POST \/api\/v1\/token/),
}

type Set = { days?: number | null; scopes?: Scope[]; narrower?: Scope[] }

/** An account with an API token, exchanged for an access token. */
async function exchanged(here = createTestIdentity(), { days = null, scopes = ['draw', 'read'], narrower }: Set = {}) {
  const account = await signedUp(here)
  const made = await createOwnToken(here.identity, account.caller, { name: 'script', scopes, days })
  const program = await here.identity.identify(bearer(made.token))
  const answer = await exchangeToken(here.identity, program, narrower && { scopes: narrower })
  return { ...here, ...account, made, ...answer }
}

test('an access token is its account for fifteen minutes, and then says where the next one is', async () => {
  const { identity, clock, accessToken, expiresInSeconds, userId, made } = await exchanged()
  expect(expiresInSeconds).toBe(ACCESS_TOKEN_SECONDS)
  const caller = await identity.identify(bearer(accessToken))
  expect(caller).toMatchObject({ subject: `user:${userId}`, owner: `user:${userId}`, via: 'jwt', tokenId: made.id })
  expect(caller.scopes).toEqual(['draw', 'read'])
  await clock.advance((ACCESS_TOKEN_SECONDS - 1) * 1000)
  expect((await identity.identify(bearer(accessToken))).via).toBe('jwt')
  await clock.advance(1000)
  await expect(identity.identify(bearer(accessToken))).rejects.toMatchObject({ ...refused, cause: 'expired' })
})

test('it carries who, tier, scopes, session version and API token, for this house alone, and no secret', async () => {
  const { accessToken, userId, made, clock } = await exchanged()
  expect(decodeProtectedHeader(accessToken)).toEqual({ alg: 'HS256', typ: 'at+jwt' })
  const now = Math.floor(clock.now() / 1000)
  expect(decodeJwt(accessToken)).toEqual({
    ...{ sub: userId, tier: 'free', scopes: ['draw', 'read'], sv: 1, tid: made.id },
    ...{ iss: 'http://localhost:3000', aud: 'http://localhost:3000/api/v1' },
    ...{ iat: now, nbf: now - 5, exp: now + ACCESS_TOKEN_SECONDS },
  })
})

test('it may be for less than its API token, and never for more', async () => {
  const narrow = await exchanged(createTestIdentity(), { narrower: ['read'] })
  expect((await narrow.identity.identify(bearer(narrow.accessToken))).scopes).toEqual(['read'])
  const wide = exchanged(createTestIdentity(), { scopes: ['read'], narrower: ['read', 'draw'] })
  await expect(wide).rejects.toMatchObject({ kind: 'forbidden', reason: 'scope', facts: { scope: 'draw' } })
})

test('it never outlives its API token', async () => {
  const here = createTestIdentity()
  const { caller } = await signedUp(here)
  const made = await createOwnToken(here.identity, caller, { name: 'short', scopes: ['read'], days: 1 })
  await here.clock.advance(86_400_000 - 60_000)
  const program = await here.identity.identify(bearer(made.token))
  const { accessToken, expiresInSeconds } = await exchangeToken(here.identity, program)
  expect(expiresInSeconds).toBeLessThanOrEqual(60)
  await here.clock.advance(60_000)
  await expect(here.identity.identify(bearer(accessToken))).rejects.toMatchObject({ cause: 'expired' })
})

test.each(['revoked', 'rotated', 'signed out', 'password changed', 'disabled'])(
  'it ends at once when the API token or the account is %s',
  async (how) => {
    const { identity, accessToken, caller, made, email } = await exchanged()
    expect((await identity.identify(bearer(accessToken))).via).toBe('jwt')
    if (how === 'revoked') await revokeOwnToken(identity, caller, made)
    if (how === 'rotated') await rotateToken(identity, caller, made)
    if (how === 'signed out') await signOutEverywhere(identity, caller)
    if (how === 'password changed')
      await changePassword(identity, caller, { current: PASSWORD, next: 'quite another one' })
    if (how === 'disabled') await disableUser(identity, 'operator', { email })
    await expect(identity.identify(bearer(accessToken))).rejects.toMatchObject({ reason: 'credentials' })
  },
)

test('it ends when another process revokes the API token, at the next request', async () => {
  const path = `${temporaryFolder()}/drawbridge.sqlite`
  const [dbA, dbB] = [openSqlite(path), openSqlite(path)]
  const { accessToken, identity, caller, made } = await exchanged(createTestIdentity({ db: dbA }))
  const other = createTestIdentity({ db: dbB }).identity
  expect((await other.identify(bearer(accessToken))).via).toBe('jwt')
  await Promise.all([identity.close(), other.close()])
  await revokeOwnToken(identity, caller, made)
  await expect(other.identify(bearer(accessToken))).rejects.toMatchObject({ cause: 'revoked' })
  await Promise.all([dbA.close(), dbB.close()])
})

test("an operator's token that is redeemed takes its access tokens along: they stood for another account", async () => {
  const here = createTestIdentity()
  const given = await createToken(here.identity, 'operator', { name: 'newsroom' })
  const { accessToken } = await exchangeToken(here.identity, await here.identity.identify(bearer(given.token)))
  const { caller } = await signedUp(here)
  await redeemToken(here.identity, caller, { token: given.token })
  await expect(here.identity.identify(bearer(accessToken))).rejects.toMatchObject({ cause: 'revoked' })
})

test('the tier that counts is that of the account now, not that of the claim', async () => {
  const { identity, accessToken, email } = await exchanged()
  await setTier(identity, 'operator', { email, tier: 'premium' })
  expect((await identity.identify(bearer(accessToken))).tier).toBe('premium')
})

test('whatever else is signed, unsigned, sealed or cut is refused, and says what to do', async () => {
  const { identity, accessToken, userId, clock } = await exchanged()
  const { iat: _, ...claims } = decodeJwt(accessToken)
  const now = Math.floor(clock.now() / 1000)
  const header = { alg: 'HS256', typ: 'at+jwt' }
  const key = new Uint8Array(hkdfSync('sha256', SECRET, '', 'drawbridge access token, HS256, 1', 32))
  const sign = (set: object, how: object = {}, by = key) =>
    new SignJWT({ ...claims, ...set }).setProtectedHeader({ ...header, ...how }).sign(by)
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = publicKey.export({ type: 'spki', format: 'pem' })
  const [head = '', body = '', signature = ''] = accessToken.split('.')
  const forgedBody = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody-else' })).toString('base64url')
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const mac = (text: string, by: string | Uint8Array) =>
    `${text}.${createHmac('sha256', by).update(text).digest('base64url')}`

  const wrong: Record<string, string> = {
    none: new UnsecuredJWT(claims).encode(),
    'none in other letters': `${part({ alg: 'nOnE', typ: 'at+jwt' })}.${body}.`,
    'none with our signature': `${part({ alg: 'none', typ: 'at+jwt' })}.${body}.${signature}`,
    RS256: await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'RS256' }).sign(privateKey),
    'HS256 by a public key': mac(`${part(header)}.${body}`, String(pem)),
    HS512: await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'HS512' }).sign(Buffer.concat([key, key])),
    'by the raw secret': await sign({}, {}, Buffer.from(SECRET.padEnd(32))),
    'of another kind': await sign({}, { typ: 'JWT' }),
    'with an extension we do not know': mac(`${part({ ...header, crit: ['exp', 'x'], x: 1 })}.${body}`, key),
    'for another audience': await sign({ aud: 'http://localhost:3000/other' }),
    'of another issuer': await sign({ iss: 'https://draw.example' }),
    'without an end': await sign({ exp: undefined }),
    'from the future': await sign({ nbf: now + 60 }),
    'ended before': await sign({ exp: now }),
    'with other claims': await sign({ scopes: ['everything'] }),
    'with claims of the wrong kind': await sign({ sv: '1' }),
    tampered: `${head}.${forgedBody}.${signature}`,
    'without a signature': `${head}.${body}.`,
    'with half a signature': accessToken.slice(0, -12),
    'far too long': `${head}.${'A'.repeat(9000)}.${signature}`,
    'a browser session': (await sessionCookie({ identity }, userId)).split('=')[1] ?? '',
  }
  expect((await identity.identify(bearer(await sign({})))).userId).toBe(userId)
  for (const [what, jwt] of Object.entries(wrong)) {
    await expect(identity.identify(bearer(jwt)), what).rejects.toMatchObject(refused)
  }
})

test("NextAuth takes none of ours for a session, in its cookie or as a bearer's", async () => {
  const { identity, accessToken, made } = await exchanged()
  for (const text of [accessToken, made.token]) {
    const requests: NextRequest[] = [
      { headers: { authorization: `Bearer ${text}` }, cookies: {} },
      { headers: {}, cookies: { 'next-auth.session-token': text } },
    ]
    for (const req of requests) {
      expect(await getToken({ req: asNextRequest(req), secret: SECRET })).toBeNull()
    }
    const inCookie = request({ cookie: `next-auth.session-token=${text}` })
    expect((await identity.identify(inCookie)).via).toBe('visitor')
  }
})

test('only an API token is exchanged: no visitor, no session, no access token', async () => {
  const { identity, accessToken, caller } = await exchanged()
  const [visitor, program] = [await identity.identify(request()), await identity.identify(bearer(accessToken))]
  for (const who of [visitor, caller, program]) {
    await expect(exchangeToken(identity, who)).rejects.toMatchObject({ reason: 'credentials' })
  }
})

test('a thousand requests with an access token ask the database for the account and its API token, once', async () => {
  const { db, queries } = countedDatabase()
  const { identity, accessToken, userId } = await exchanged(createTestIdentity({ db }))
  identity.invalidate(userId)
  const before = queries()
  for (let i = 0; i < 1000; i++) await identity.identify(bearer(accessToken))
  expect(queries() - before).toBe(3) // the token, the user and the subscriptions
})

test('what is in the log of refused attempts: how, why and from where, once a minute, and never the secret', async () => {
  const { identity, accessToken, clock, log, made } = await exchanged()
  const wrong = [`${accessToken.slice(0, -3)}AAA`, `${made.token.slice(0, -1)}!`]
  for (let i = 0; i < 50; i++) {
    for (const text of wrong) await expect(identity.identify(bearer(text))).rejects.toThrow()
  }
  const said = () => log.entries.map(({ by, why, before }) => `${by} ${why} ${before}`)
  expect(said()).toEqual(['jwt forged 0', 'token malformed 0'])
  await clock.advance(60_000)
  for (const text of wrong) await expect(identity.identify(bearer(text))).rejects.toThrow()
  expect(said().slice(2)).toEqual(['jwt forged 49', 'token malformed 49'])
  for (const text of [...wrong, made.token]) expect(JSON.stringify(log.entries)).not.toContain(text.slice(0, 30))
})

/** What getToken reads of a request. */
type NextRequest = { headers: Record<string, string>; cookies: Record<string, string> }

function asNextRequest(req: NextRequest) {
  return req as unknown as Parameters<typeof getToken>[0]['req']
}
