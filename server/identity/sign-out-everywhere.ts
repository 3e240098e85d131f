import { recordAudit } from '../../db/queries/audit.ts'
import { raiseSessionVersion } from '../../db/queries/users.ts'
import type { AccountServices } from './account-services.ts'
import type { Caller } from './caller.ts'
import { requireSession } from './require-session.ts'

/** Ends every browser session of the account, this one too, from the next request on. API tokens stay. Throws as requireSession. */
export async function signOutEverywhere({ db, clock, invalidate }: AccountServices, caller: Caller): Promise<void> {
  const userId = requireSession(caller)
  const actor = `user:${userId}`
  await db.write(async (tx) => {
    await raiseSessionVersion(tx, userId)
    await recordAudit(tx, { actor, action: 'sessions.end', target: actor }, new Date(clock.now()))
  })
  invalidate(userId)
}
