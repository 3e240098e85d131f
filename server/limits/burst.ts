import { AppError } from '../errors.ts'
import type { Tiers } from './tiers.ts'
import type { BurstDecision, Limited, RateLimiter } from './types.ts'

/**
 * Takes one from the caller's minute: `burst` for asking for pictures, `reads` for everything that only looks. The tier's
 * row is looked up at each take. Throws AppError `limit/burst` with the seconds after which the same take succeeds.
 */
export async function takeBurst(
  { tiers, burst }: { tiers: Tiers; burst: RateLimiter },
  caller: Limited,
  what: 'burst' | 'reads',
): Promise<BurstDecision> {
  const policy = tiers[caller.tier][what]
  const taken = burst.take(policy, caller.subject)
  const decision = taken instanceof Promise ? await taken : taken
  if (decision.allowed) return decision
  const detail = `${policy.limit} in ${policy.windowSeconds} s is the most; try again in ${decision.retryAfterSeconds} s. Nothing was charged.`
  throw new AppError('limit', 'burst', detail, {
    violatedPolicies: [policy.name],
    limit: policy.limit,
    remaining: decision.remaining,
    retryAfterSeconds: decision.retryAfterSeconds,
  })
}
