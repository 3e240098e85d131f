/** When calls may be counted: `take` counts one, or says how many milliseconds from `nowMs` the next one may come. */
export interface Limit {
  take(nowMs: number): { ok: true } | { ok: false; retryAfterMs: number }
}

export type LimitOptions = { limit: number; windowMs: number }

/** At most `limit` calls in any window that ends now. */
function sliding({ limit, windowMs }: LimitOptions): Limit {
  const log: number[] = []
  return {
    take(nowMs) {
      while (log[0] !== undefined && log[0] <= nowMs - windowMs) log.shift()
      const oldest = log[0]
      if (oldest !== undefined && log.length >= limit) return { ok: false, retryAfterMs: oldest + windowMs - nowMs }
      log.push(nowMs)
      return { ok: true }
    },
  }
}

/** Windows follow the clock: 12:00:00, 12:01:00, … */
function fixedClock({ limit, windowMs }: LimitOptions): Limit {
  let window = Number.NaN
  let used = 0
  return {
    take(nowMs) {
      const current = Math.floor(nowMs / windowMs)
      if (current !== window) used = 0
      window = current
      if (used >= limit) return { ok: false, retryAfterMs: (current + 1) * windowMs - nowMs }
      used++
      return { ok: true }
    },
  }
}

/** A window opens at the first call after the last one closed. */
function fixedFirst({ limit, windowMs }: LimitOptions): Limit {
  let openedAt = Number.NEGATIVE_INFINITY
  let used = 0
  return {
    take(nowMs) {
      if (nowMs >= openedAt + windowMs) {
        openedAt = nowMs
        used = 0
      }
      if (used >= limit) return { ok: false, retryAfterMs: openedAt + windowMs - nowMs }
      used++
      return { ok: true }
    },
  }
}

/** A bucket of `limit` tokens, full at the start, refilled evenly at `limit` a window. */
function tokenBucket({ limit, windowMs }: LimitOptions): Limit {
  let tokens = limit
  let filledAt: number | undefined
  return {
    take(nowMs) {
      tokens = Math.min(limit, tokens + ((nowMs - (filledAt ?? nowMs)) * limit) / windowMs)
      filledAt = nowMs
      // Sums of fractions end a hair below the whole number they mean.
      if (tokens < 1 - 1e-9) return { ok: false, retryAfterMs: ((1 - tokens) * windowMs) / limit }
      tokens = Math.max(0, tokens - 1)
      return { ok: true }
    },
  }
}

export const SEMANTICS = {
  sliding,
  'fixed-clock': fixedClock,
  'fixed-first': fixedFirst,
  'token-bucket': tokenBucket,
} as const satisfies Record<string, (options: LimitOptions) => Limit>

export type Semantics = keyof typeof SEMANTICS
