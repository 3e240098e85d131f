import { createHash } from 'node:crypto'
import type { RatelimitConfig } from '@upstash/ratelimit'
import type { BurstPolicy } from './types.ts'

type Algorithm = RatelimitConfig['limiter']
export type RatelimitResponse = Awaited<ReturnType<ReturnType<Algorithm>['limit']>>

/** What our script said. @upstash/ratelimit's own answers (its timeout says yes) lack these fields: see `isCounted`. */
export type CountedResponse = RatelimitResponse & { retryAfterSeconds: number; resetSeconds: number }

/**
 * An exact sliding log, one list a key, one entry a unit: the same meaning as memory.ts, where the package's own sliding
 * window lets through up to twice the limit. Time is Redis's own, in microseconds, so that servers need not agree. A
 * refused take writes nothing. A list from the future (the clock stepped back by over a window) is forgotten.
 * KEYS: list. ARGV: limit, window in microseconds, cost. Returns allowed, used, and microseconds to wait twice.
 */
const SCRIPT = `
local key, limit, window, cost = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local newest = tonumber(redis.call('LINDEX', key, -1) or 0)
if newest - now > window or newest + window <= now then
  redis.call('DEL', key)
  newest = 0
end
local oldest = redis.call('LINDEX', key, 0)
while oldest and oldest + window <= now do
  redis.call('LPOP', key)
  oldest = redis.call('LINDEX', key, 0)
end
local used = redis.call('LLEN', key)
local excess = used + cost - limit
if cost > 0 and excess > 0 then
  local freed = used > 0 and redis.call('LINDEX', key, math.min(excess, used) - 1) or now
  return {0, used, freed + window - now, used > 0 and newest + window - now or 0}
end
if cost > 0 then
  newest = math.max(now, newest)
  local entry = string.format('%.0f', newest)
  for _ = 1, cost do redis.call('RPUSH', key, entry) end
  redis.call('PEXPIRE', key, string.format('%.0f', math.ceil((newest + window - now) / 1000)))
end
return {1, used + cost, 0, newest > 0 and newest + window - now or 0}
`
const SHA = createHash('sha1').update(SCRIPT).digest('hex')

/** The algorithm for `new Ratelimit({ limiter })`, of one policy. */
export function slidingLog({ limit, windowSeconds }: BurstPolicy): Algorithm {
  return () => ({
    async limit({ redis }, key, cost = 1): Promise<CountedResponse> {
      const args = [limit, windowSeconds * 1_000_000, cost]
      const answer = await redis.evalsha<number[], unknown>(SHA, [key], args).catch((error: unknown) => {
        if (!String(error).includes('NOSCRIPT')) throw error
        return redis.eval<number[], unknown>(SCRIPT, [key], args)
      })
      const [allowed, used, retryMicros, resetMicros] = parseAnswer(answer)
      return {
        success: allowed === 1,
        limit,
        remaining: Math.max(0, limit - used),
        reset: Date.now() + Math.ceil(resetMicros / 1000),
        pending: Promise.resolve(),
        retryAfterSeconds: Math.ceil(retryMicros / 1_000_000),
        resetSeconds: Math.ceil(resetMicros / 1_000_000),
      }
    },
    async getRemaining(context, key) {
      const { remaining, reset } = await slidingLog({ name: '', limit, windowSeconds })().limit(context, key, 0)
      return { remaining, reset, limit }
    },
    async resetTokens({ redis }, key) {
      await redis.eval('return redis.call("DEL", KEYS[1])', [key], [])
    },
  })
}

/** Whether the store really counted this take. */
export function isCounted(response: RatelimitResponse): response is CountedResponse {
  return response.reason === undefined && 'retryAfterSeconds' in response
}

function parseAnswer(answer: unknown): [number, number, number, number] {
  const [allowed, used, retry, reset] = Array.isArray(answer) ? answer.map(Number) : []
  const whole = [allowed, used, retry, reset].every(Number.isSafeInteger)
  if (!whole || allowed === undefined || used === undefined || retry === undefined || reset === undefined)
    throw new Error('the rate limit store answered something else than four numbers')
  return [allowed, used, retry, reset]
}
