import type { Clock } from '../clock.ts'

/** What came longer ago than this hardly counts: a crowd shows in a minute, a busy hour in five. */
const MEMORIES_MS = [60_000, 300_000]
/** Soon after the start little was seen; nobody is taken for a crowd. */
const SEEN_AT_LEAST_MS = 30_000
/** They are not believed to go on for longer than so many memories: a burst would fill the queue without end. */
const BELIEVED_FOR = 3
/** Turns further off are all alike. */
const FURTHEST = 10

/** How often pictures were asked for lately, in each lane, and how far from the turn then served. */
export interface Arrivals {
  /** `turnsOff`: 0 for who has the turn that is being served, more for who has had theirs or waits with more. */
  add(lane: string, turnsOff: number): void
  /** How many come in the next `ms`, by how many turns off they are, the last for all that are further; by the memory that expects most. */
  coming(lane: string, ms: number): number[]
}

export function createArrivals(clock: Pick<Clock, 'monotonic'>): Arrivals {
  const memories = MEMORIES_MS.map((ms) => createMemory(clock, ms))
  return {
    add(lane, turnsOff) {
      for (const memory of memories) memory.add(lane, turnsOff)
    },
    coming(lane, ms) {
      const all = memories.map((memory) => memory.coming(lane, ms)).sort((a, b) => sum(b) - sum(a))
      return all[0] ?? []
    },
  }
}

function createMemory(clock: Pick<Clock, 'monotonic'>, memoryMs: number): Arrivals {
  const counts = new Map<string, { n: number; at: number }[]>()
  const start = clock.monotonic()
  const fade = (ms: number) => Math.exp(-ms / memoryMs)
  return {
    add(lane, turnsOff) {
      const now = clock.monotonic()
      const seen = counts.get(lane) ?? Array.from({ length: FURTHEST + 1 }, () => ({ n: 0, at: now }))
      counts.set(lane, seen)
      const count = seen[Math.min(turnsOff, FURTHEST)]
      if (count) Object.assign(count, { n: count.n * fade(now - count.at) + 1, at: now })
    },
    coming(lane, ms) {
      const now = clock.monotonic()
      // Younger than its memory, it has seen less than a whole memory of time.
      const seenMs = Math.max(SEEN_AT_LEAST_MS, memoryMs * (1 - fade(now - start)))
      const forMs = Math.min(ms, BELIEVED_FOR * memoryMs)
      return (counts.get(lane) ?? []).map(({ n, at }) => (n * fade(now - at) * forMs) / seenMs)
    },
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
