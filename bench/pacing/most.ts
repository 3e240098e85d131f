import { SEMANTICS, type Semantics } from '../../server/emulator/semantics.ts'
import type { Scale } from './scale.ts'

/** The most calls that a kind of window accepts within the watched time, from whoever knows it and calls at the best moments. */
export function mostAccepted(kind: Semantics, { limit, windowMs, watchMs }: Scale): number {
  const limiter = SEMANTICS[kind]({ limit, windowMs })
  // Begun just before a boundary of the clock, one window more is touched.
  const startMs = windowMs - 1
  let accepted = 0
  for (let now = startMs; now < startMs + watchMs; ) {
    const taken = limiter.take(now)
    if (taken.ok) accepted++
    else now += Math.max(taken.retryAfterMs, 1e-3)
  }
  return accepted
}
