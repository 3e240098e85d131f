/**
 * Time, injected. `now` is wall-clock epoch milliseconds (for records and days); `monotonic` is milliseconds that never
 * step (for intervals); `timer` runs `fn` once after `delayMs` and returns the function that cancels it.
 */
export interface Clock {
  now(): number
  monotonic(): number
  timer(delayMs: number, fn: () => void): () => void
}

/** Node refuses delays over 2^31-1 ms by firing at once, so longer ones are cut and their owner looks again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  timer(delayMs, fn) {
    const handle = setTimeout(fn, Math.min(Math.max(0, Math.ceil(delayMs)), LONGEST_TIMER_MS))
    return () => clearTimeout(handle)
  },
}

/** The UTC day of an instant as `YYYY-MM-DD`, and the whole seconds left until the next one begins (1 to 86,400). */
export function utcDay(nowMs: number): { day: string; endsInSeconds: number } {
  const day = new Date(nowMs).toISOString().slice(0, 10)
  const next = Date.parse(`${day}T00:00:00Z`) + 86_400_000
  return { day, endsInSeconds: Math.ceil((next - nowMs) / 1000) }
}
