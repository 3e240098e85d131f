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
  /** What is to be expected in a lane as things are now, for as many questions as come. */
  expected(lane: string): Expected
}

/** Who is likely to come in the next `ms`, by the memory that expects most. */
export interface Expected {
  total(ms: number): number
  /** Of them, those who get an earlier turn than one `turnsOff` turns away: each turn further off is closed a turn sooner. */
  earlier(turnsOff: number, ms: number): number
}

export function createArrivals(clock: Pick<Clock, 'monotonic'>): Arrivals {
  const memories = MEMORIES_MS.map((ms) => createMemory(clock, ms))
  return {
    add(lane, turnsOff) {
      for (const memory of memories) memory.add(lane, turnsOff)
    },
    expected(lane) {
      const all = memories.map((memory) => memory.expected(lane))
      const by = (ms: number) =>
        all.reduce((most, one) => (one.total(ms) > most.total(ms) ? one : most), all[0] ?? NOBODY)
      return { total: (ms) => by(ms).total(ms), earlier: (turnsOff, ms) => by(ms).earlier(turnsOff, ms) }
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
    expected(lane) {
      const now = clock.monotonic()
      // Younger than its memory, it has seen less than a whole memory of time.
      const seenMs = Math.max(SEEN_AT_LEAST_MS, memoryMs * (1 - fade(now - start)))
      const rates = (counts.get(lane) ?? []).map(({ n, at }) => (n * fade(now - at)) / seenMs)
      const sums = prefixSums(rates)
      const all = sums(rates.length).plain
      const believed = (ms: number) => Math.min(ms, BELIEVED_FOR * memoryMs)
      return {
        total: (ms) => all * believed(ms),
        earlier(turnsOff, ms) {
          if (turnsOff <= 0) return 0
          const { plain, weighted } = sums(turnsOff)
          return (plain - weighted / turnsOff) * believed(ms)
        },
      }
    },
  }
}

const NOBODY: Expected = { total: () => 0, earlier: () => 0 }

/** The sums of the first `n` rates, and of each times its place among them. */
function prefixSums(rates: readonly number[]) {
  let [plain, weighted] = [0, 0]
  const all = [{ plain, weighted }]
  for (const [off, rate] of rates.entries()) {
    plain += rate
    weighted += rate * off
    all.push({ plain, weighted })
  }
  return (n: number) => all[Math.min(n, rates.length)] ?? { plain, weighted }
}
