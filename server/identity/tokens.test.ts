import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { findToken } from '../../db/queries/tokens.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { temporaryDatabase, temporaryFolder } from '../../db/temporary.fixture.ts'
import { settle } from '../clock.fake.ts'
import { createToken } from './create-token.ts'
import { countedDatabase, createTestIdentity, request, sessionCookie, signedUp } from './identity.fixture.ts'
import { listTokens } from './list-tokens.ts'
import { revokeToken } from './revoke-token.ts'
import { newToken } from './token-format.ts'

const bearer = (token: string) => request({ authorization: `Bearer ${token}` })
const refused = (detail: RegExp) => ({
  kind: 'unauthenticated',
  reason: 'credentials',
  message: expect.stringMatching(detail),
})

test('a premium token makes a program premium, counted by the account of the token and by nothing else', async () => {
  const { identity } = createTestIdentity()
  const { token } = await createToken(identity, 'operator', { name: 'newsroom', days: 30 })
  const caller = await identity.identify(bearer(token))
  expect(caller).toMatchObject({ tier: 'premium', via: 'token', subject: `user:${caller.userId}` })
  const elsewhere = await identity.identify(request({ authorization: `bearer  ${token}` }, '198.51.100.9'))
  expect(elsewhere.subject).toBe(caller.subject)
})

test('1,000,000 random tokens of the right form are refused without a single query, and logged as one', async () => {
  const { db, queries } = countedDatabase()
  const { identity, log } = createTestIdentity({ db })
  const whys = new Map<unknown, number>()
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0 // a million stacks would be most of the time
  onTestFinished(() => {
    Error.stackTraceLimit = stackTraceLimit
  })
  for (const fake of randomFakes(1_000_000)) {
    const error = await identity.identify(bearer(fake)).then(
      () => new Error('let in'),
      (error: Error) => error,
    )
    whys.set(error.cause, (whys.get(error.cause) ?? 0) + 1)
  }
  expect([...whys]).toEqual([['malformed', 1_000_000]])
  expect(queries()).toBe(0)
  expect(log.lines).toEqual(['an attempt was refused'])
}, 60_000)

test('a token is refused without a query for every wrong digit, and only a whole one is looked up', async () => {
  const { db, queries } = countedDatabase()
  const { identity } = createTestIdentity({ db })
  const token = newToken()
  for (let i = 'drawbridge_'.length; i < token.length; i++) {
    const typo = token.slice(0, i) + (token[i] === 'x' ? 'y' : 'x') + token.slice(i + 1)
    await expect(identity.identify(bearer(typo))).rejects.toMatchObject(refused(/not a whole API token/))
  }
  expect(queries()).toBe(0)
  await expect(identity.identify(bearer(newToken()))).rejects.toMatchObject(refused(/not known here/))
  expect(queries()).toBe(1)
})

test('a wrong token is an error even beside a good session, and another kind of key is a visitor', async () => {
  const here = createTestIdentity()
  const { userId } = await signedUp(here)
  const cookie = await sessionCookie(here, userId)
  const wrong = here.identity.identify(request({ cookie, authorization: 'Bearer drawbridge_oops' }))
  await expect(wrong).rejects.toMatchObject(refused(/47 characters/))
  for (const authorization of ['Bearer visitor', 'Bearer', 'Basic dTpw', '']) {
    expect((await here.identity.identify(request({ authorization }))).via).toBe('visitor')
  }
})

test('a token is refused after its last day, and says so', async () => {
  const { identity, clock } = createTestIdentity()
  const { token } = await createToken(identity, 'operator', { name: 'trial', days: 1 })
  expect((await identity.identify(bearer(token))).tier).toBe('premium')
  await clock.advance(86_400_000)
  await expect(identity.identify(bearer(token))).rejects.toMatchObject(refused(/ended on \d{4}-\d\d-\d\d/))
})

test('a revoked token is dead at once and takes the unredeemed premium and its sessions along', async () => {
  const here = createTestIdentity()
  const { identity } = here
  const { token, id } = await createToken(identity, 'operator', { name: 'newsroom' })
  const { userId = '' } = await identity.identify(bearer(token))
  const cookie = await sessionCookie(here, userId)
  expect((await identity.identify(request({ cookie }))).tier).toBe('premium')
  await revokeToken(identity, 'operator', { id })
  await expect(identity.identify(bearer(token))).rejects.toMatchObject(refused(/revoked/))
  expect((await identity.identify(request({ cookie }))).via).toBe('visitor')
  expect(await identity.accountOf(userId)).toMatchObject({ tier: 'free', disabled: true })
})

test('a token revoked by another process is dead at the next request', async () => {
  const path = `${temporaryFolder()}/drawbridge.sqlite`
  const [server, tool] = [openSqlite(path), openSqlite(path)]
  const { identity, clock } = createTestIdentity({ db: server })
  const { token, id } = await createToken(identity, 'operator', { name: 'newsroom' })
  expect((await identity.identify(bearer(token))).via).toBe('token')
  await identity.close() // one process cannot wait for itself: two would
  await revokeToken({ db: tool, clock, invalidate() {} }, 'operator', { id })
  await expect(identity.identify(bearer(token))).rejects.toMatchObject(refused(/revoked/))
  await Promise.all([server.close(), tool.close()])
})

test('the last use of a token is written at most once a minute, and no request waits for it', async () => {
  const { db, writes } = countedDatabase()
  const { identity, clock } = createTestIdentity({ db })
  const { token, id } = await createToken(identity, 'operator', { name: 'busy' })
  const before = writes()
  const start = clock.now()
  for (let i = 0; i < 100; i++) await identity.identify(bearer(token))
  await identity.close()
  expect(writes() - before).toBe(1)
  expect((await findToken(db.read, id))?.lastUsedAt?.getTime()).toBe(start)
  await clock.advance(60_000)
  for (let i = 0; i < 100; i++) await identity.identify(bearer(token))
  await identity.close()
  expect(writes() - before).toBe(2)
})

test('a last use that cannot be written is logged, and the request is answered', async () => {
  const real = temporaryDatabase()
  let full = false
  const db: Database = { ...real, write: (fn) => (full ? Promise.reject(new Error('disk full')) : real.write(fn)) }
  const { identity, log } = createTestIdentity({ db })
  const { token } = await createToken(identity, 'operator', { name: 'newsroom' })
  full = true
  expect((await identity.identify(bearer(token))).tier).toBe('premium')
  await settle()
  expect(log.lines).toEqual(['could not write when tokens were last used'])
})

test('a list of tokens shows their last four characters and how they stand, and never the token', async () => {
  const { identity, clock } = createTestIdentity()
  const gone = await createToken(identity, 'operator', { name: 'gone', days: 1 })
  await clock.advance(86_400_000)
  const dead = await createToken(identity, 'operator', { name: 'dead' })
  await revokeToken(identity, 'operator', { id: dead.id })
  const live = await createToken(identity, 'operator', { name: 'live' })
  const list = await listTokens(identity)
  expect(new Map(list.map(({ name, state }) => [name, state]))).toEqual(
    new Map([
      ['live', 'active'],
      ['dead', 'revoked'],
      ['gone', 'expired'],
    ]),
  )
  expect(list.find(({ name }) => name === 'live')?.last4).toBe(live.token.slice(-4))
  for (const { token } of [gone, dead, live]) expect(JSON.stringify(list)).not.toContain(token.slice(11, 41))
})

/** `drawbridge_` and 36 base62 digits each, in blocks of six, from a seed (a linear congruential generator). */
function* randomFakes(count: number) {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  let state = 20260301
  const below = (bound: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
  const block = () => Array.from({ length: 6 }, () => digits.charAt(below(62))).join('')
  const blocks = Array.from({ length: 65_536 }, block)
  const next = () => blocks[below(blocks.length)] ?? ''
  for (let i = 0; i < count; i++) yield `drawbridge_${next()}${next()}${next()}${next()}${next()}${next()}`
}
