import { PGlite } from '@electric-sql/pglite'
import { asc } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { openPglite } from '../../db/pglite.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { temporaryDatabase, temporaryFolder } from '../../db/temporary.fixture.ts'
import { createOwnToken, TOKENS_PER_ACCOUNT } from './create-own-token.ts'
import { createToken } from './create-token.ts'
import { createTestIdentity, request, sessionCaller, signedUp } from './identity.fixture.ts'
import { listOwnTokens } from './list-own-tokens.ts'
import { redeemToken } from './redeem-token.ts'
import { revokeOwnToken } from './revoke-own-token.ts'
import { rotateToken } from './rotate-token.ts'

const DAY_MS = 86_400_000
const bearer = (token: string) => request({ authorization: `Bearer ${token}` })
const wanted = { name: 'news bot', scopes: ['draw', 'read'] as const, days: 30 }

test('a basic account makes a token, and a program with it is that account, with its tier and the scopes asked for', async () => {
  const here = createTestIdentity()
  const { caller, userId } = await signedUp(here)
  const { token, expiresAt } = await createOwnToken(here.identity, caller, { ...wanted, scopes: ['read'] })
  const program = await here.identity.identify(bearer(token))
  expect(program).toMatchObject({ subject: `user:${userId}`, tier: 'free', via: 'token', scopes: ['read'] })
  expect(expiresAt?.getTime()).toBe(here.clock.now() + 30 * DAY_MS)
  expect(await here.db.read.db.select().from(here.db.read.tables.apiTokens)).toMatchObject([{ last4: token.slice(-4) }])
})

test('the list shows name, last four, scopes and dates of what may be used, and never a token', async () => {
  const here = createTestIdentity()
  const { caller } = await signedUp(here)
  const other = await signedUp(here)
  await createOwnToken(here.identity, other.caller, { ...wanted, name: 'theirs' })
  const mine = await createOwnToken(here.identity, caller, { ...wanted, name: '  ﬁrst  ', days: 1 })
  await here.identity.identify(bearer(mine.token))
  await here.identity.close()
  await here.clock.advance(DAY_MS)
  const second = await createOwnToken(here.identity, caller, { ...wanted, name: 'second', days: null })
  const list = await listOwnTokens(here.identity, caller)
  expect(list).toMatchObject([
    { name: 'second', state: 'active', last4: second.token.slice(-4), expiresAt: null, lastUsedAt: null },
    { name: 'first', state: 'expired', last4: mine.token.slice(-4), lastUsedAt: new Date(here.clock.now() - DAY_MS) },
  ])
  for (const { token } of [mine, second]) expect(JSON.stringify(list)).not.toContain(token.slice(11, 41))
})

test('names nobody could read and tokens for nothing are refused', async () => {
  const here = createTestIdentity()
  const { caller } = await signedUp(here)
  for (const name of ['', '   ', 'x'.repeat(61), 'two\nlines', 'over\u202Eturned']) {
    const made = createOwnToken(here.identity, caller, { ...wanted, name })
    await expect(made).rejects.toMatchObject({ reason: 'input', facts: { field: 'name' } })
  }
  const none = createOwnToken(here.identity, caller, { ...wanted, scopes: [] })
  await expect(none).rejects.toMatchObject({ reason: 'input', facts: { field: 'scopes' } })
  expect(await listOwnTokens(here.identity, caller)).toEqual([])
})

async function temporaryPglite(): Promise<Database> {
  const db = await openPglite(new PGlite())
  onTestFinished(() => db.close())
  return db
}

test.each([
  ['SQLite', temporaryDatabase],
  ['Postgres', temporaryPglite],
])(
  'on %s an account holds ten tokens however many are asked for at once; one that ended or was revoked makes room',
  async (_, open) => {
    const here = createTestIdentity({ db: await open() })
    const { caller } = await signedUp(here)
    const create = (days: number | null) => createOwnToken(here.identity, caller, { ...wanted, days })
    const made = await Promise.allSettled(Array.from({ length: 25 }, (_, i) => create(i % 2 ? 1 : null)))
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(TOKENS_PER_ACCOUNT)
    await expect(create(1)).rejects.toMatchObject({ kind: 'conflict', reason: 'token-count', facts: { limit: 10 } })

    const [first] = (await listOwnTokens(here.identity, caller)).filter(({ expiresAt }) => expiresAt === null)
    await revokeOwnToken(here.identity, caller, { id: first?.id ?? '' })
    await create(null)
    await expect(create(null)).rejects.toMatchObject({ reason: 'token-count' })
    await here.clock.advance(DAY_MS)
    await create(null)
  },
)

test('a rotated token has a new secret with the same name, scopes and end, and the old one is dead at once', async () => {
  const here = createTestIdentity()
  const { caller } = await signedUp(here)
  const old = await createOwnToken(here.identity, caller, { ...wanted, scopes: ['read'] })
  await here.identity.identify(bearer(old.token))
  const now = await rotateToken(here.identity, caller, old)
  expect(now.expiresAt).toEqual(old.expiresAt)
  await expect(here.identity.identify(bearer(old.token))).rejects.toThrow(/revoked/)
  expect(await here.identity.identify(bearer(now.token))).toMatchObject({ scopes: ['read'] })
  expect(await listOwnTokens(here.identity, caller)).toMatchObject([
    { id: now.id, name: 'news bot', scopes: ['read'], last4: now.token.slice(-4) },
  ])
  await expect(rotateToken(here.identity, caller, old)).rejects.toMatchObject({ reason: 'too-late' })
  await here.clock.advance(30 * DAY_MS)
  await expect(rotateToken(here.identity, caller, now)).rejects.toMatchObject({ reason: 'too-late' })
})

test("somebody else's token is not there, whatever one wants to do to it", async () => {
  const here = createTestIdentity()
  const [mine, theirs] = [await signedUp(here), await signedUp(here)]
  const { id, token } = await createOwnToken(here.identity, theirs.caller, wanted)
  for (const change of [rotateToken, revokeOwnToken]) {
    await expect(change(here.identity, mine.caller, { id })).rejects.toMatchObject({ reason: 'token-unknown' })
  }
  expect((await here.identity.identify(bearer(token))).userId).toBe(theirs.userId)
})

test('only a browser changes tokens: neither a visitor nor a program with a token may', async () => {
  const here = createTestIdentity()
  const { caller } = await signedUp(here)
  const { id, token } = await createOwnToken(here.identity, caller, wanted)
  const [visitor, program] = [await here.identity.identify(request()), await here.identity.identify(bearer(token))]
  for (const [who, kind] of [
    [visitor, 'unauthenticated'],
    [program, 'forbidden'],
  ] as const) {
    const tries = [
      listOwnTokens(here.identity, who),
      createOwnToken(here.identity, who, wanted),
      rotateToken(here.identity, who, { id }),
      revokeOwnToken(here.identity, who, { id }),
    ]
    for (const tried of tries) await expect(tried).rejects.toMatchObject({ kind, reason: 'sign-in' })
  }
})

test("the operator's token, on which an account's premium hangs, is neither rotated nor revoked by its bearer", async () => {
  const here = createTestIdentity()
  const { identity } = here
  const given = await createToken(identity, 'operator', { name: 'newsroom' })
  const { userId = '' } = await identity.identify(bearer(given.token))
  const guest = sessionCaller(userId)
  expect(await listOwnTokens(identity, guest)).toMatchObject([{ id: given.id, ofOperator: true }])
  for (const change of [rotateToken, revokeOwnToken]) {
    await expect(change(identity, guest, given)).rejects.toMatchObject({ reason: 'token-of-operator' })
  }
  const { caller } = await signedUp(here)
  await redeemToken(identity, caller, { token: given.token })
  expect(await listOwnTokens(identity, caller)).toMatchObject([{ id: given.id, ofOperator: false }])
  const rotated = await rotateToken(identity, caller, given)
  expect((await identity.identify(bearer(rotated.token))).tier).toBe('premium')
})

test('a token revoked or rotated through one process is dead at the next request of another', async () => {
  const path = `${temporaryFolder()}/drawbridge.sqlite`
  const [dbA, dbB] = [openSqlite(path), openSqlite(path)]
  const [a, b] = [createTestIdentity({ db: dbA }), createTestIdentity({ db: dbB })]
  const { caller } = await signedUp(a)
  const end = { revoke: revokeOwnToken, rotate: rotateToken }
  for (const change of Object.values(end)) {
    const made = await createOwnToken(a.identity, caller, wanted)
    expect((await b.identity.identify(bearer(made.token))).via).toBe('token')
    await b.identity.close()
    await change(a.identity, caller, made)
    await expect(b.identity.identify(bearer(made.token))).rejects.toThrow(/revoked/)
  }
  await Promise.all([dbA.close(), dbB.close()])
})

test('what an account does to its tokens is in the audit log, without the token', async () => {
  const here = createTestIdentity()
  const { caller, userId } = await signedUp(here)
  const made = await createOwnToken(here.identity, caller, wanted)
  const rotated = await rotateToken(here.identity, caller, made)
  await revokeOwnToken(here.identity, caller, rotated)
  const { auditLog } = here.db.read.tables
  const entries = await here.db.read.db.select().from(auditLog).orderBy(asc(auditLog.id))
  expect(entries.slice(1).map(({ actor, action, target }) => `${actor} ${action} ${target}`)).toEqual([
    `user:${userId} token.create token:${made.id}`,
    `user:${userId} token.rotate token:${made.id} token:${rotated.id}`,
    `user:${userId} token.revoke token:${rotated.id}`,
  ])
})
