import type { LimitsStatus } from './status.ts'
import type { BurstDecision, BurstPolicy } from './types.ts'

/** What one response has learnt about its caller's limits. */
export type LimitsTold = {
  daily?: LimitsStatus['daily']
  minutes: { policy: BurstPolicy; decision: BurstDecision }[]
  retryAfterSeconds?: number
}

/** All that may be told, in the order they are explained. */
export const LIMIT_HEADERS = [
  'RateLimit-Policy',
  'RateLimit',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Used',
  'X-RateLimit-Reset',
  'X-RateLimit-Resource',
  'Retry-After',
] as const

export type LimitHeader = (typeof LIMIT_HEADERS)[number]

const DAY_SECONDS = 86_400

/**
 * The headers that tell them: draft-ietf-httpapi-ratelimit-headers-11 and the X- names older clients read. Retry-After is
 * never earlier than a violated policy's `t`. Empty when nothing was learnt.
 */
export function limitHeaders({ daily, minutes, retryAfterSeconds }: LimitsTold, nowMs: number): Record<string, string> {
  const policies = minutes.map(({ policy }) => `"${policy.name}";q=${policy.limit};w=${policy.windowSeconds}`)
  const states = minutes.map(({ policy, decision }) => {
    const t = decision.allowed ? decision.resetSeconds : decision.retryAfterSeconds
    return `"${policy.name}";r=${Math.max(0, decision.remaining)};t=${t}`
  })
  if (daily) {
    policies.unshift(`"${daily.policy}";q=${daily.limit};w=${DAY_SECONDS}`)
    states.unshift(`"${daily.policy}";r=${daily.remaining};t=${daily.resetsInSeconds}`)
  }
  const refused = minutes.filter(({ decision }) => !decision.allowed).map(({ decision }) => decision.retryAfterSeconds)
  const waits = [...refused, ...(retryAfterSeconds === undefined ? [] : [retryAfterSeconds])]
  return {
    ...(policies.length > 0 && { 'RateLimit-Policy': policies.join(', '), RateLimit: states.join(', ') }),
    ...(daily && {
      'X-RateLimit-Limit': String(daily.limit),
      'X-RateLimit-Remaining': String(daily.remaining),
      'X-RateLimit-Used': String(daily.used),
      'X-RateLimit-Reset': String(Math.floor(nowMs / 1000) + daily.resetsInSeconds),
      'X-RateLimit-Resource': 'pictures',
    }),
    ...(waits.length > 0 && { 'Retry-After': String(Math.max(...waits)) }),
  }
}
