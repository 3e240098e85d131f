import type { Clock } from '../clock.ts'

/** What came longer ago than this hardly counts. */
const MEMORY_MS = 300_000
/** Soon after the start little was seen; nobody is taken for a crowd. */
const SEEN_AT_LEAST_MS = 30_000
/** Turns further off are all alike. */
const FURTHEST = 10

/** How often pictures were asked for lately, in each lane, and how far from the turn then served. */
export interface Arrivals {
  /** `turnsOff`: 0 for who has the turn that is being served, more for who has had theirs or waits with more. */
  add(lane: string, turnsOff: number): void
  /** Arrivals a millisecond, of those fewer turns off than `below`. */
  rate(lane: string, below?: number): number
}

export function createArrivals(clock: Pick<Clock, 'monotonic'>): Arrivals {
  const counts = new Map<string, { n: number; at: number }[]>()
  const start = clock.monotonic()
  const fade = (ms: number) => Math.exp(-ms / MEMORY_MS)
  return {
    add(lane, turnsOff) {
      const now = clock.monotonic()
      const seen = counts.get(lane) ?? Array.from({ length: FURTHEST + 1 }, () => ({ n: 0, at: now }))
      counts.set(lane, seen)
      const count = seen[Math.min(turnsOff, FURTHEST)]
      if (count) Object.assign(count, { n: count.n * fade(now - count.at) + 1, at: now })
    },
    rate(lane, below = FURTHEST + 1) {
      const now = clock.monotonic()
      const n = (counts.get(lane) ?? []).slice(0, below).reduce((sum, { n, at }) => sum + n * fade(now - at), 0)
      // Younger than its memory, it has seen less than a whole memory of time.
      return n / Math.max(SEEN_AT_LEAST_MS, MEMORY_MS * (1 - fade(now - start)))
    },
  }
}
