import type { Database } from '../../db/database.ts'
import { countUnderway } from '../../db/queries/pictures.ts'
import type { Clock } from '../clock.ts'
import { type QuotaRules, readDaily } from './quota.ts'
import type { LimitsStatus } from './status.ts'
import { COSTS } from './tiers.ts'
import type { Limited } from './types.ts'

/** What the caller has left today and how much of it is waiting now. Free. */
export async function readLimitsStatus(
  { db, clock, tiers, dailyCap }: QuotaRules & { db: Database; clock: Clock },
  caller: Limited,
): Promise<LimitsStatus> {
  const { waitingAtOnce, burst } = tiers[caller.tier]
  return {
    tier: caller.tier,
    known: caller.userId ? 'account' : 'address',
    daily: await readDaily(db.read, { tiers, dailyCap }, caller, clock.now()),
    waiting: { limit: waitingAtOnce, now: await countUnderway(db.read, caller.subject) },
    burst: { policy: burst.name, limit: burst.limit, windowSeconds: burst.windowSeconds },
    costs: { picture: COSTS.picture, cacheHit: COSTS.cacheHit },
  }
}
