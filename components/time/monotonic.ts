/** Seconds the service gave, and the browser's monotonic time at which they arrived. */
export type Anchor = { seconds: number; atMs: number }

/** Milliseconds that only ever grow: changing the computer's clock does not move them. */
export function monotonicNow(): number {
  return performance.now()
}

/** Whole seconds left of an anchor, never below zero. Rounded up, so that zero is said only when it is true. */
export function secondsLeft(anchor: Anchor, nowMs: number): number {
  const elapsedMs = Math.max(0, nowMs - anchor.atMs)
  return Math.max(0, Math.ceil(anchor.seconds - elapsedMs / 1000))
}

/** Two readings of both clocks, some time apart. */
type Reading = { wallMs: number; monotonicMs: number }

const JUMP_MS = 2_000

/**
 * Whether the wall clock and the monotonic clock disagree about the time between two readings: the computer slept
 * (some browsers stop the monotonic clock then) or its clock was changed. Either way the service is asked anew.
 */
export function clocksDisagree(before: Reading, after: Reading): boolean {
  const wall = after.wallMs - before.wallMs
  const monotonic = after.monotonicMs - before.monotonicMs
  return Math.abs(wall - monotonic) > JUMP_MS
}
