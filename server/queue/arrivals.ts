import type { Clock } from '../clock.ts'

/** What came longer ago than a few of these hardly counts. */
const MEMORY_MS = 300_000

/** How often pictures were asked for lately, by any name they are counted under: what came long ago is forgotten by and by. */
export interface Arrivals {
  add(name: string): void
  /** Arrivals a millisecond. */
  rate(name: string): number
}

export function createArrivals(clock: Pick<Clock, 'monotonic'>): Arrivals {
  const counts = new Map<string, { n: number; at: number }>()
  const start = clock.monotonic()
  const decayed = (name: string, now: number) => {
    const { n, at } = counts.get(name) ?? { n: 0, at: now }
    return n * Math.exp((at - now) / MEMORY_MS)
  }
  return {
    add(name) {
      const now = clock.monotonic()
      counts.set(name, { n: decayed(name, now) + 1, at: now })
    },
    rate(name) {
      const now = clock.monotonic()
      // Younger than its memory, it has seen less than a whole memory of time.
      const seenMs = MEMORY_MS * (1 - Math.exp((start - now) / MEMORY_MS))
      return seenMs > 0 ? decayed(name, now) / Math.max(seenMs, 30_000) : 0
    },
  }
}
