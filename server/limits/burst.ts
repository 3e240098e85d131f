import { AppError } from '../errors.ts'
import type { LimitsTold } from './headers.ts'
import type { Tiers } from './tiers.ts'
import type { BurstDecision, BurstPolicy, Limited, RateLimiter } from './types.ts'

/** That a burst was taken: what a verb asks to see before it does anything that costs. */
export type BurstReceipt = { policy: BurstPolicy; decision: BurstDecision & { allowed: true } }

/**
 * Takes one from the caller's minute: `burst` for asking for pictures, `reads` for everything that only looks; `cost` of them
 * for several pictures at once, 0 to look without taking. The tier's row is looked up at each take, and `told` hears of it either
 * way. Throws AppError `limit/burst` with the seconds after which the same take succeeds.
 */
export async function takeBurst(
  { tiers, burst }: { tiers: Tiers; burst: RateLimiter },
  caller: Limited,
  what: 'burst' | 'reads',
  told: Pick<LimitsTold, 'minutes'>,
  cost = 1,
): Promise<BurstReceipt> {
  const policy = tiers[caller.tier][what]
  const taken = burst.take(policy, caller.subject, cost)
  const decision = taken instanceof Promise ? await taken : taken
  told.minutes = [...told.minutes.filter((minute) => minute.policy.name !== policy.name), { policy, decision }]
  if (isAllowed(decision)) return { policy, decision }
  const detail = `${policy.limit} in ${policy.windowSeconds} s is the most; try again in ${decision.retryAfterSeconds} s. Nothing was charged.`
  throw new AppError('limit', 'burst', detail, {
    violatedPolicies: [policy.name],
    limit: policy.limit,
    remaining: decision.remaining,
    retryAfterSeconds: decision.retryAfterSeconds,
  })
}

const isAllowed = (decision: BurstDecision): decision is BurstReceipt['decision'] => decision.allowed
