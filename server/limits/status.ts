import type { Tier } from './tiers.ts'

/** What a caller has left, as the badge, the API and the headers tell it. Seconds, never clock times (limits.md). */
export type LimitsStatus = {
  tier: Tier
  /** How the caller is known. */
  known: 'address' | 'account'
  /** `remaining` is what the tightest bound allows: an address's or the house's may leave less than `limit - used`. */
  daily: { policy: string; limit: number; used: number; remaining: number; resetsInSeconds: number }
  waiting: { limit: number; now: number }
  burst: { policy: string; limit: number; windowSeconds: number }
  costs: { picture: number; cacheHit: number }
}
