import { PGlite } from '@electric-sql/pglite'
import { asc } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { openPglite } from '../../db/pglite.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { changePassword } from './change-password.ts'
import { createToken } from './create-token.ts'
import { disableUser } from './disable-user.ts'
import { addressOf, createTestIdentity, PASSWORD, request, signedUp } from './identity.fixture.ts'
import { listTokens } from './list-tokens.ts'
import { makeAdmin } from './make-admin.ts'
import { redeemToken } from './redeem-token.ts'
import { revokeToken } from './revoke-token.ts'
import { setTier } from './set-tier.ts'
import { signInWithOauth } from './sign-in-with-oauth.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'
import { signUp } from './sign-up.ts'

async function temporaryPglite(): Promise<Database> {
  const db = await openPglite(new PGlite())
  onTestFinished(() => db.close())
  return db
}

test.each([
  ['SQLite', temporaryDatabase],
  ['Postgres', temporaryPglite],
])('on %s an account lives its whole life, and every change is in the audit log with who made it', async (_, open) => {
  const db = await open()
  const here = createTestIdentity({ db })
  const { identity, clock } = here
  const { userId, email, caller } = await signedUp(here)
  const again = signUp(identity, addressOf('a'), { email, password: PASSWORD })
  await expect(again).rejects.toMatchObject({ reason: 'email-taken' })

  const { id, token, endsAt } = await createToken(identity, 'operator', { name: 'newsroom', days: 30 })
  expect(await redeemToken(identity, caller, { token })).toEqual({ alreadyYours: false, premiumUntil: endsAt })
  await clock.advance(1000)
  expect(await identity.identify(request({ authorization: `Bearer ${token}` }))).toMatchObject({
    userId,
    tier: 'premium',
  })
  await identity.close()
  expect(await listTokens(identity)).toMatchObject([
    { id, email, state: 'redeemed', lastUsedAt: new Date(clock.now()), expiresAt: null },
  ])

  await setTier(identity, 'operator', { email, tier: 'premium' })
  expect((await identity.accountOf(userId))?.premiumUntil).toBeNull()
  await setTier(identity, 'operator', { email, tier: 'basic' })
  await makeAdmin(identity, 'operator', { email })
  expect(await identity.accountOf(userId)).toMatchObject({ tier: 'free', role: 'admin', sessionVersion: 1 })
  await changePassword(identity, caller, { current: PASSWORD, next: 'another good one' })
  await signOutEverywhere(identity, caller)
  expect((await identity.accountOf(userId))?.sessionVersion).toBe(3)
  await revokeToken(identity, 'operator', { id })
  await disableUser(identity, 'operator', { email })
  const shut = signInWithPassword(identity, addressOf('a'), { email, password: 'another good one' })
  expect(await shut).toBeUndefined()
  const oauth = { provider: 'github', providerAccountId: '1', email: null, emailVerified: false, name: 'Ada' }
  const other = await signInWithOauth(identity, addressOf('b'), oauth)

  const { auditLog } = db.read.tables
  const entries = await db.read.db.select().from(auditLog).orderBy(asc(auditLog.id))
  expect(entries.map(({ actor, action, target }) => `${actor} ${action} ${target}`)).toEqual([
    `user:${userId} account.open password user:${userId}`,
    `operator token.create token:${id}`,
    `user:${userId} token.redeem token:${id}`,
    `operator tier.premium user:${userId}`,
    `operator tier.basic user:${userId}`,
    `operator role.admin user:${userId}`,
    `user:${userId} password.change user:${userId}`,
    `user:${userId} sessions.end user:${userId}`,
    `operator token.revoke token:${id}`,
    `operator account.disable user:${userId}`,
    `user:${other.userId} account.open github user:${other.userId}`,
  ])
})
