import type { Tier } from './tiers.ts'

/** Whom limits are kept for; identity's Caller is one. */
export type Limited = { subject: string; tier: Tier; userId?: string | undefined }

/** One burst policy: at most `limit` units in any `windowSeconds`, counted for each key on its own. */
export type BurstPolicy = { name: string; limit: number; windowSeconds: number }

export type BurstDecision = {
  allowed: boolean
  limit: number
  remaining: number
  /** Whole seconds until a take of the same cost can succeed (0 when allowed): a client that sleeps it succeeds. */
  retryAfterSeconds: number
  /** Whole seconds until the full limit is there again. */
  resetSeconds: number
}

/**
 * The burst limiter. The policy comes with each take, so a changed tier acts at once; a key is `<policy>:<subject>`.
 * A refused take costs nothing. May fall back to process-local counting when its store is away; the daily quota may not.
 */
export interface RateLimiter {
  readonly kind: string
  take(policy: BurstPolicy, subject: string, cost?: number): Promise<BurstDecision> | BurstDecision
  close(): Promise<void>
}
