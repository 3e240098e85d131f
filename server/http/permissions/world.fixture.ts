import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { findPicture } from '../../../db/queries/pictures.ts'
import { FakeClock } from '../../clock.fake.ts'
import { createOwnToken } from '../../identity/create-own-token.ts'
import { disableUser } from '../../identity/disable-user.ts'
import { exchangeToken } from '../../identity/exchange-token.ts'
import { makeAdmin } from '../../identity/make-admin.ts'
import { openAccount } from '../../identity/open-account.ts'
import { revokeOwnToken } from '../../identity/revoke-own-token.ts'
import { ALL_SCOPES, type Scope } from '../../identity/scopes.ts'
import { setTier } from '../../identity/set-tier.ts'
import { until } from '../../queue/until.fixture.ts'
import { openRestHouse } from '../../rest/rest-house.fixture.ts'
import { belongsToPremium, PEOPLE, type Who } from './people.ts'

const SECRET = 's'.repeat(32)
const DAY_MS = 86_400_000

export type World = Awaited<ReturnType<typeof openWorld>>

/** A whole house with everybody in it. What a premium account owns is private and named so that it can be told in any answer. */
export async function openWorld() {
  const clock = new FakeClock()
  const settings = { TRUSTED_PROXIES: '127.0.0.1', UPSTREAM_CONCURRENCY: '1' }
  const house = await openRestHouse({
    clock,
    settings,
    draw: (call) => void (isReady(call.request.words) && call.answer()),
  })
  const { url, services } = house
  const { identity, db } = services

  const open = async (name: string) => {
    const address = { subject: `ip:${name}` } as const
    const email = `${name}@people.example`
    const userId = await db.write((tx) => openAccount(tx, address, { via: 'test', email }, clock.now()))
    const subject = `user:${userId}` as const
    return {
      subject,
      owner: subject,
      userId,
      tier: 'free',
      via: 'session',
      scopes: ALL_SCOPES,
      address,
      email,
    } as const
  }
  const bearer = (text: string) => ({ authorization: `Bearer ${text}` })
  const cookie = async ({ userId }: { userId: string }) => ({
    cookie: `next-auth.session-token=${await encode({ token: { sub: userId, sv: 1 }, secret: SECRET })}`,
  })
  const visitor = () => ({ cookie: identity.newVisitorCookie().header.split(';')[0] ?? '' })

  const premium = await open('premium-person')
  await setTier(identity, 'operator', { email: premium.email, tier: 'premium' })
  const make = (scopes: readonly Scope[], days: number | null = null) =>
    createOwnToken(identity, premium, { name: 'confidential token', scopes, days })
  const exchange = async (token: string, scopes: readonly Scope[]) => {
    const caller = await identity.identify({ headers: bearer(token) })
    return (await exchangeToken(identity, caller, { scopes })).accessToken
  }

  const expired = await make(ALL_SCOPES, 1)
  clock.step(2 * DAY_MS)
  const revoked = await make(ALL_SCOPES)
  await revokeOwnToken(identity, premium, revoked)
  const whole = await make(ALL_SCOPES)
  const [basic, admin, disabled] = [
    await open('basic-person'),
    await open('admin-person'),
    await open('disabled-person'),
  ]
  const ofDisabled = await createOwnToken(identity, disabled, { name: 'script', scopes: ALL_SCOPES, days: null })
  await makeAdmin(identity, 'operator', { email: admin.email })
  await disableUser(identity, 'operator', { email: disabled.email })

  const credentials: Record<Who, Record<string, string>> = {
    'visitor A': visitor(),
    'visitor B': visitor(),
    'disabled account': await cookie(disabled),
    basic: await cookie(basic),
    admin: await cookie(admin),
    'revoked token': bearer(revoked.token),
    'expired token': bearer(expired.token),
    'token of a disabled account': bearer(ofDisabled.token),
    'read-only token': bearer((await make(['read'])).token),
    'draw-only token': bearer((await make(['draw'])).token),
    token: bearer(whole.token),
    'read-only access token': bearer(await exchange(whole.token, ['read'])),
    'access token': bearer(await exchange(whole.token, ALL_SCOPES)),
    premium: await cookie(premium),
  }
  const people = Object.keys(PEOPLE)
  const headersOf = (who: Who) => ({ ...credentials[who], 'x-forwarded-for': `198.51.100.${people.indexOf(who) + 1}` })

  const ask = async (who: Who, words: string) => {
    const visibility = who === 'premium' ? 'private' : 'public'
    const response = await fetch(`${url}/api/trpc/pictures.request`, {
      method: 'POST',
      headers: { ...headersOf(who), 'content-type': 'application/json' },
      body: JSON.stringify({ words, visibility, idempotencyKey: randomUUID() }),
    })
    const { result } = await response.json()
    if (!result) throw new Error(`${who} cannot ask for ${words}: ${response.status}`)
    secrets[who === 'visitor A' ? 'visitor A' : 'premium'].push(words)
    return String(result.data.id)
  }
  /** Nothing that only its owner may know is ever in anybody else's answer. */
  const secrets = { premium: [premium.email, 'confidential token'], 'visitor A': [] as string[] }
  const kept = new Map<string, Promise<string>>()
  /** Each program has one of its own to change; everybody else goes for the account's. */
  const once = (what: string, who: Who, begin: (name: string) => Promise<string>) => {
    const key = `${what} of ${belongsToPremium(who) ? who : 'premium'}`
    const found = kept.get(key) ?? begin(key)
    kept.set(key, found)
    return found
  }

  return {
    ...{ url, services, secrets, headersOf, premium },
    /** A private picture of the premium account that is ready. */
    readyFor: (who: Who) =>
      once('ready', who, async (name) => {
        const id = await ask('premium', `confidential ${name}`)
        await until('it is drawn', async () => (await rowOf(id))?.status === 'ready')
        secrets.premium.push((await rowOf(id))?.imageHash ?? 'no image')
        return id
      }),
    /** A private picture of the premium account that waits. */
    waitingFor: (who: Who) =>
      once('waiting', who, async (name) => {
        await hold()
        return await ask('premium', `confidential ${name}`)
      }),
    /** A picture of visitor A's that waits. */
    visitorsWaiting: () =>
      once('visitor', 'visitor A', async () => {
        await hold()
        return await ask('visitor A', 'an intimate picture that waits')
      }),
    /** An API token of the premium account. */
    tokenFor: (who: Who) => once('token', who, async () => (await make(['read'])).id),
    ownToken: whole.token,
  }

  async function rowOf(id: string) {
    return await findPicture(db.read, id)
  }

  /** Somebody's picture that is being drawn for ever: all others wait. */
  async function hold() {
    await once('hold', 'premium', () => ask('visitor B', 'for ever'))
  }
}

const isReady = (words: string) => words.includes('ready')
