export const KINDS = ['sliding', 'fixed-clock', 'fixed-first', 'token-bucket'] as const
export type Kind = (typeof KINDS)[number]

/** One guess at the upstream's rule. `phaseMs` is where windows that follow a clock begin, on the probe's own time line. */
export type Rule = { kind: Kind; calls: number; windowMs: number; phaseMs: number }

/** A rule at work, from a quiet start. Times are milliseconds and must not go back. */
export interface Meter {
  /** Counts a call that arrives at `at`; false when the rule refuses it. */
  take(at: number): boolean
  /** Milliseconds from `at` until a call would be taken: what an honest Retry-After says. */
  opensIn(at: number): number
  /** The same state, to try a future on. */
  copy(): Meter
}

export function createMeter(rule: Rule): Meter {
  switch (rule.kind) {
    case 'sliding':
      return sliding(rule, [])
    case 'fixed-clock':
      return fixedClock(rule, Number.NaN, 0)
    case 'fixed-first':
      return fixedFirst(rule, Number.NEGATIVE_INFINITY, 0)
    case 'token-bucket':
      return tokenBucket(rule, rule.calls, 0)
  }
}

function sliding(rule: Rule, log: number[]): Meter {
  const opensIn = (at: number) => {
    const oldest = log[log.length - rule.calls]
    return oldest === undefined ? 0 : Math.max(0, oldest + rule.windowMs - at)
  }
  return {
    opensIn,
    take(at) {
      if (opensIn(at) > 0) return false
      log.push(at)
      return true
    },
    copy: () => sliding(rule, log.slice(-rule.calls)),
  }
}

function fixedClock(rule: Rule, window: number, used: number): Meter {
  const { calls, windowMs, phaseMs } = rule
  const windowAt = (at: number) => Math.floor((at - phaseMs) / windowMs)
  return {
    opensIn: (at) => (windowAt(at) !== window || used < calls ? 0 : (window + 1) * windowMs + phaseMs - at),
    take(at) {
      if (windowAt(at) !== window) used = 0
      window = windowAt(at)
      if (used >= calls) return false
      used++
      return true
    },
    copy: () => fixedClock(rule, window, used),
  }
}

function fixedFirst(rule: Rule, openedAt: number, used: number): Meter {
  const { calls, windowMs } = rule
  return {
    opensIn: (at) => (used < calls ? 0 : Math.max(0, openedAt + windowMs - at)),
    take(at) {
      if (at >= openedAt + windowMs) {
        openedAt = at
        used = 0
      }
      if (used >= calls) return false
      used++
      return true
    },
    copy: () => fixedFirst(rule, openedAt, used),
  }
}

function tokenBucket(rule: Rule, tokens: number, filledAt: number): Meter {
  const perMs = rule.calls / rule.windowMs
  const tokensAt = (at: number) => Math.min(rule.calls, tokens + (at - filledAt) * perMs)
  return {
    opensIn: (at) => Math.max(0, (1 - tokensAt(at)) / perMs),
    take(at) {
      tokens = tokensAt(at)
      filledAt = at
      // Sums of fractions end a hair below the whole number they mean.
      if (tokens < 1 - 1e-9) return false
      tokens--
      return true
    },
    copy: () => tokenBucket(rule, tokens, filledAt),
  }
}
