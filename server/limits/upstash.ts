import { Ratelimit } from '@upstash/ratelimit'
import type { Clock } from '../clock.ts'
import { assertCost } from './memory.ts'
import { createStoreClient, type StoreConfig } from './redis-client.ts'
import type { BurstDecision, BurstPolicy, RateLimiter } from './types.ts'
import { isCounted, slidingLog } from './upstash-algorithm.ts'

export type LimiterLog = {
  warn(facts: object, message: string): void
  info(facts: object, message: string): void
}

export type UpstashConfig = StoreConfig & {
  /** How long one take may wait for the store before it is counted here; 250 by default. */
  timeoutMs?: number
}

const KEY_PREFIX = 'drawbridge:burst'
/** While the store is away one take in so many milliseconds asks whether it is back; the others do not wait for it. */
const ASK_AGAIN_MS = 2000
const AWAY = 'the burst limiter store is away: counting in this process until it answers'
const BACK = 'the burst limiter store answers again: counting in it'

/**
 * Counts in Redis, shared by all processes, with the meaning of memory.ts. When the store fails or is slow, takes are
 * counted by `fallback` until it answers again; both changes are logged once. Closes `fallback` with itself. `take`
 * throws RangeError for a cost that is not a whole number from 0.
 */
export function createUpstashRateLimiter(
  config: UpstashConfig,
  clock: Pick<Clock, 'monotonic'>,
  fallback: RateLimiter,
  log: LimiterLog,
): RateLimiter {
  const timeoutMs = config.timeoutMs ?? 250
  const store = createStoreClient(config, timeoutMs)
  const ratelimits = new Map<string, Ratelimit>()
  let askAgainAt: number | undefined

  const take = async (policy: BurstPolicy, subject: string, cost = 1): Promise<BurstDecision> => {
    assertCost(cost)
    const asking = askAgainAt !== undefined
    if (askAgainAt !== undefined) {
      if (clock.monotonic() < askAgainAt) return fallback.take(policy, subject, cost)
      askAgainAt = clock.monotonic() + ASK_AGAIN_MS
    }
    try {
      const decision = await takeFromStore(policy, subject, cost)
      if (asking) {
        askAgainAt = undefined
        log.info({ store: config.kind }, BACK)
      }
      return decision
    } catch (error) {
      if (askAgainAt === undefined) log.warn({ store: config.kind, error: String(error) }, AWAY)
      askAgainAt = clock.monotonic() + ASK_AGAIN_MS
      return fallback.take(policy, subject, cost)
    }
  }

  const takeFromStore = async (policy: BurstPolicy, subject: string, cost: number): Promise<BurstDecision> => {
    const response = await ratelimitOf(policy).limit(`${policy.name}:${subject}`, { rate: cost })
    // The package lets everything pass when its own timeout ends: such an answer is not a count.
    if (!isCounted(response)) throw new Error(`no count within ${timeoutMs} ms (${response.reason})`)
    const { success, limit, remaining, retryAfterSeconds, resetSeconds } = response
    return { allowed: success, limit, remaining, retryAfterSeconds, resetSeconds }
  }

  /** The log of a key is shared by every limit and window its policy has had, so that a change acts at once. */
  const ratelimitOf = (policy: BurstPolicy): Ratelimit => {
    const id = `${policy.name} ${policy.limit} ${policy.windowSeconds}`
    let ratelimit = ratelimits.get(id)
    if (!ratelimit) {
      const options = { prefix: KEY_PREFIX, timeout: timeoutMs, ephemeralCache: false as const, analytics: false }
      ratelimit = new Ratelimit({ redis: store.redis, limiter: slidingLog(policy), ...options })
      ratelimits.set(id, ratelimit)
    }
    return ratelimit
  }

  const close = async () => {
    store.close()
    await fallback.close()
  }

  return { kind: config.kind, take, close }
}
