import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../../db/database.ts'
import { sumOutcomes } from '../../db/queries/cache-outcomes.ts'
import { countPictures } from '../../db/queries/picture-counts.ts'
import { countWaiting } from '../../db/queries/queue.ts'
import type { CacheOutcome, PictureStatus } from '../../db/tables.ts'
import type { Keeping } from '../cache/keeping/keeping.ts'
import type { Outcomes } from '../cache/keeping/outcomes.ts'
import type { Clock } from '../clock.ts'
import type { Pacer } from '../queue/pacer.ts'
import type { CallResult } from './watch-upstream.ts'

const OUTCOMES: CacheOutcome[] = ['exact', 'joined', 'similar-offered', 'similar-taken', 'miss', 'forced']
const STATUSES: PictureStatus[] = ['queued', 'drawing', 'ready', 'failed', 'cancelled']
const RESULTS: CallResult[] = [
  ...(['drawn', 'rate-limited', 'unavailable', 'refused', 'bad-request'] as const),
  ...(['bad-response', 'misconfigured', 'aborted', 'broken'] as const),
]
/** All pictures are counted no more often: with a million of them it takes a while. */
const COUNT_AGAIN_MS = 60_000

/** What is measured. Where a scrape reads it from: rows where they know it best, so that a restart changes no count. */
export type Measured = {
  db: Database
  clock: Clock
  outcomes: Pick<Outcomes, 'flush'>
  keeping: Pick<Keeping, 'size' | 'tally'>
  dispatcher: { readonly inFlight: number }
  pacers: readonly Pick<Pacer, 'limit' | 'forecast'>[]
  lanes: readonly string[]
  /** Pictures drawn anew because they are wanted, since the start. */
  warmUps: () => number
}

/** Figures for Prometheus. Labels are kinds of things; nobody's words, names or addresses are in them. */
export interface Metrics {
  /** A call to the upstream ended. */
  onCall(result: CallResult, seconds: number): void
  /** Tells where the other figures are read, once there is everything to read. */
  measure(measured: Measured): void
  /** The figures of now, in Prometheus' text format. */
  read(): Promise<{ contentType: string; text: string }>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const calls = new Counter({
    name: 'drawbridge_upstream_calls_total',
    help: 'Calls to the upstream by how they ended: drawn, or the kind of their failure.',
    labelNames: ['result'],
    registers,
  })
  for (const result of RESULTS) calls.inc({ result }, 0)
  const seconds = new Histogram({
    name: 'drawbridge_upstream_call_seconds',
    help: 'How long calls to the upstream took, however they ended.',
    buckets: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120],
    registers,
  })

  return {
    onCall(result, took) {
      calls.inc({ result })
      seconds.observe(took)
    },
    measure(measured) {
      measureCache(registers, measured)
      measureQueue(registers, measured)
    },
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}

function measureCache(registers: Registry[], { db, outcomes, keeping, warmUps }: Measured) {
  new Counter({
    name: 'drawbridge_cache_outcomes_total',
    help: 'Requests by how they met the cache, since this installation began; similar-offered are offers, not requests.',
    labelNames: ['outcome'],
    registers,
    async collect() {
      await outcomes.flush()
      const counts = await sumOutcomes(db.read)
      this.reset()
      for (const outcome of OUTCOMES) this.inc({ outcome }, counts[outcome] ?? 0)
    },
  })
  new Gauge({
    name: 'drawbridge_cache_pictures',
    help: 'Pictures kept for everybody.',
    registers,
    async collect() {
      this.set((await keeping.size()).pictures)
    },
  })
  new Gauge({
    name: 'drawbridge_cache_bytes',
    help: 'Their bytes; held: in a history as well, so that evicting them would free nothing.',
    labelNames: ['held'],
    registers,
    async collect() {
      const { bytes, heldBytes } = await keeping.size()
      this.set({ held: 'yes' }, heldBytes)
      this.set({ held: 'no' }, bytes - heldBytes)
    },
  })
  new Gauge({
    name: 'drawbridge_cache_max_bytes',
    help: 'CACHE_MAX_MB in bytes; 0 without a budget.',
    registers,
    async collect() {
      this.set((await keeping.size()).maxBytes ?? 0)
    },
  })
  new Counter({
    name: 'drawbridge_cache_removed_total',
    help: 'What the cache let go since the start, by why.',
    labelNames: ['why'],
    registers,
    collect() {
      const { evicted, expired, unused, unknownFiles, missingFiles } = keeping.tally
      this.reset()
      for (const [why, count] of Object.entries({ evicted, expired, unused, unknownFiles, missingFiles })) {
        this.inc({ why: why.replace('Files', '-file') }, count)
      }
    },
  })
  new Counter({
    name: 'drawbridge_warm_up_drawings_total',
    help: 'Wanted pictures drawn anew before they expired, since the start.',
    registers,
    collect() {
      this.reset()
      this.inc(warmUps())
    },
  })
}

function measureQueue(registers: Registry[], { db, clock, dispatcher, pacers, lanes }: Measured) {
  new Gauge({
    name: 'drawbridge_queue_waiting',
    help: 'Pictures that wait for a turn of their own.',
    labelNames: ['lane'],
    registers,
    async collect() {
      const waiting = await countWaiting(db.read)
      for (const lane of lanes) this.set({ lane }, waiting.get(lane) ?? 0)
    },
  })
  new Gauge({
    name: 'drawbridge_slots_limit',
    help: 'Calls the upstream allows in a window, all accounts together; 0 without a limit.',
    registers,
    collect() {
      this.set(pacers.reduce((sum, { limit }) => sum + (limit?.calls ?? 0), 0))
    },
  })
  new Gauge({
    name: 'drawbridge_slots_used',
    help: 'Of those, the ones that cannot be used now.',
    registers,
    collect() {
      this.set(pacers.flatMap((pacer) => pacer.forecast().filter((ms) => ms > 0)).length)
    },
  })
  new Gauge({
    name: 'drawbridge_drawings_in_flight',
    help: 'Calls to the upstream that are out for somebody.',
    registers,
    collect() {
      this.set(dispatcher.inFlight)
    },
  })
  let countedAt = Number.NEGATIVE_INFINITY
  new Gauge({
    name: 'drawbridge_pictures',
    help: 'Pictures in histories and on their way, by status; counted once a minute at most.',
    labelNames: ['status'],
    registers,
    async collect() {
      if (clock.monotonic() - countedAt < COUNT_AGAIN_MS) return
      countedAt = clock.monotonic()
      const counts = await countPictures(db.read)
      for (const status of STATUSES) this.set({ status }, counts.get(status) ?? 0)
    },
  })
}
