import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.ts'
import { SlidingLog } from './sliding-log.ts'
import type { BurstDecision, BurstPolicy, RateLimiter } from './types.ts'

type Kept = { log: SlidingLog; windowMs: number }

export type MemoryRateLimiter = Omit<RateLimiter, 'take'> & {
  take(policy: BurstPolicy, subject: string, cost?: number): BurstDecision
  /** How many keys are held, at most `maxKeys`. */
  keys(): number
}

const LIVE_LOGS_WEIGHED = 4
const EXPIRED: Kept = { log: new SlidingLog(), windowMs: 0 }

/**
 * Counts in this process, exactly: at most `limit` units in any window. A cost over the limit is always refused; a cost
 * of 0 looks without taking. Keeps at most `maxKeys` keys: expired ones leave first, and when all are live a newcomer
 * takes over the emptiest of the oldest few together with what is used in it, so that filling the table gives nobody a
 * fresh start. `take` throws RangeError for a cost that is not a whole number from 0.
 */
export function createMemoryRateLimiter(
  clock: Pick<Clock, 'monotonic'>,
  { maxKeys = 100_000 }: { maxKeys?: number } = {},
): MemoryRateLimiter {
  // In the order of the last accepted take, so that the first is the first to expire.
  const kept = new LRUCache<string, Kept>({ max: maxKeys })

  const take = (policy: BurstPolicy, subject: string, cost = 1): BurstDecision => {
    assertCost(cost)
    // Recorded late and compared early: whole milliseconds, by whose rounding no window ever shrinks.
    const exact = clock.monotonic()
    const now = Math.floor(exact)
    const windowMs = policy.windowSeconds * 1000
    const id = `${policy.name}:${subject}`
    const known = kept.peek(id)
    const log = known?.log ?? (cost > 0 ? newcomer(now) : new SlidingLog())
    log.forget(now - windowMs)

    const excess = log.size + cost - policy.limit
    const allowed = cost === 0 || excess <= 0
    if (allowed) log.add(Math.ceil(exact), cost)
    if (cost > 0 && log.size > 0 && (allowed || !known)) kept.set(id, { log, windowMs })
    return {
      allowed,
      limit: policy.limit,
      remaining: Math.max(0, policy.limit - log.size),
      retryAfterSeconds: allowed ? 0 : secondsUntilFree(log, excess, now, windowMs),
      resetSeconds: log.size === 0 ? 0 : secondsUntilFree(log, log.size, now, windowMs),
    }
  }

  /** An empty log while there is room or an expired key to drop, else the emptiest of the oldest ones, with its units. */
  const newcomer = (now: number): SlidingLog => {
    if (kept.size < maxKeys) return new SlidingLog()
    const weighed: { id: string; log: SlidingLog }[] = []
    for (const id of kept.rkeys()) {
      const { log, windowMs } = kept.peek(id) ?? EXPIRED
      if (log.newest + windowMs <= now) {
        kept.delete(id)
        return new SlidingLog()
      }
      if (weighed.push({ id, log }) === LIVE_LOGS_WEIGHED) break
    }
    const [emptiest, ...others] = weighed.sort((a, b) => a.log.size - b.log.size)
    // The others get a second life as the newest, lest the fullest logs gather at the old end.
    for (const { id } of others) kept.get(id)
    if (emptiest) kept.delete(emptiest.id)
    return emptiest?.log ?? new SlidingLog()
  }

  return { kind: 'memory', take, keys: () => kept.size, close: async () => kept.clear() }
}

/** Throws RangeError unless `cost` is a whole number from 0: a negative one would give units back. */
export function assertCost(cost: number) {
  if (!Number.isSafeInteger(cost) || cost < 0) throw new RangeError(`a cost must be a whole number from 0, not ${cost}`)
}

/** Rounded up, so that whoever sleeps it is never early; a whole window when there is nothing to wait for. */
function secondsUntilFree(log: SlidingLog, units: number, now: number, windowMs: number) {
  const freeAt = log.size === 0 ? now + windowMs : log.nthOldest(units) + windowMs
  return Math.ceil((freeAt - now) / 1000)
}
