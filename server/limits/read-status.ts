import type { Database } from '../../db/database.ts'
import { countUnderway } from '../../db/queries/pictures.ts'
import { readUsed } from '../../db/queries/usage.ts'
import { type Clock, utcDay } from '../clock.ts'
import type { Caller } from '../identity/caller.ts'
import type { LimitsStatus } from './status.ts'
import { COSTS, type Tiers } from './tiers.ts'

/** What the caller has left today and how much of it is waiting now. Free. */
export async function readLimitsStatus(
  { db, clock, tiers }: { db: Database; clock: Clock; tiers: Tiers },
  caller: Caller,
): Promise<LimitsStatus> {
  const limits = tiers[caller.tier]
  const { day, endsInSeconds } = utcDay(clock.now())
  const { policy, limit } = limits.daily
  const used = await readUsed(db.read, { subject: caller.subject, policy, day })
  return {
    tier: caller.tier,
    known: caller.userId ? 'account' : 'address',
    daily: { policy, limit, used, remaining: Math.max(0, limit - used), resetsInSeconds: endsInSeconds },
    waiting: { limit: limits.waitingAtOnce, now: await countUnderway(db.read, caller.subject) },
    burst: { policy: limits.burst.name, limit: limits.burst.limit, windowSeconds: limits.burst.windowSeconds },
    costs: { picture: COSTS.picture, cacheHit: COSTS.cacheHit },
  }
}
