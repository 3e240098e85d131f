import type { Database } from '../../../db/database.ts'
import type { Clock } from '../../clock.ts'
import { createAlarm } from '../../queue/alarm.ts'
import type { Storage } from '../../storage/types.ts'
import type { Log } from '../../telemetry/log.ts'
import { evictBytes } from './evict.ts'
import { type CacheSize, measureCache } from './measure.ts'
import { dropExpired, type Swept, sweepCache } from './sweep.ts'
import { createWants } from './wants.ts'

/** The first sweep waits until the start is over. */
const FIRST_SWEEP_MS = 5_000
const SWEEP_EVERY_MS = 3_600_000
/** A measured size is told for this long, with what was stored since. */
const MEASURE_AGAIN_MS = 60_000
/** Over its budget, the cache is brought down to this part of it, so that eviction is seldom. */
const EVICT_TO = 0.9
/** Where nothing can be evicted, it is tried again when this part of the budget has been stored since, and by each sweep. */
const TRY_AGAIN_PART = 0.01

/** What has been done since the start. */
export type Tally = Swept & { evicted: number; evictedBytes: number }

/** Keeps the cache within its time and its budget, and what is most wanted in it. */
export interface Keeping {
  /** Somebody was answered with this entry: it is kept longer, and rather than others. */
  wanted(key: string): void
  /** Pictures kept for everybody, and their bytes; `heldBytes` of them are in histories as well. At most a minute old. */
  size(): Promise<CacheSize & { maxBytes: number | null }>
  readonly tally: Readonly<Tally>
  /** The same storage; what is put in it counts against the budget from then on. */
  watchStorage(storage: Storage): Storage
  /** Sweeps soon, and every hour from then on. */
  start(): void
  /** Sweeps now, and brings the cache within its budget. */
  sweep(): Promise<void>
  /** Writes down what is wanted, and ends what runs. */
  close(): Promise<void>
}

type Parts = {
  db: Database
  storage: Storage
  clock: Clock
  log: Log
  ttlMs: number
  maxBytes?: number | undefined
}

export function createKeeping(parts: Parts): Keeping {
  const { db, storage, clock, log } = parts
  const maxBytes = parts.maxBytes ?? null
  const wants = createWants(parts)
  const tally: Tally = { expired: 0, unused: 0, unknownFiles: 0, missingFiles: 0, evicted: 0, evictedBytes: 0 }
  const nextSweep = createAlarm(clock, () => void sweepAndGoOn())
  let measured: { size: CacheSize; at: number } | undefined
  let measuring: Promise<CacheSize> | undefined
  let storedSince = 0
  /** Reaching this many bytes is worth a look at the budget. */
  let lookAt = maxBytes ?? Number.POSITIVE_INFINITY
  let closed = false
  let work: Promise<void> = Promise.resolve()
  const stopped = () => closed

  /** One after another: a sweep, and what a budget asks for. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    work = work
      .then(() => (closed ? undefined : task()))
      .catch((error) => {
        log.error({ room: 'cache', error }, 'the cache could not be tidied up; it is tried again within the hour')
      })
    return work
  }

  async function measure(): Promise<CacheSize> {
    measuring ??= measureCache(db.read).finally(() => {
      measuring = undefined
    })
    const before = storedSince
    const size = await measuring
    storedSince -= before
    measured = { size, at: clock.monotonic() }
    return size
  }

  async function keepBudget() {
    if (maxBytes === null) return
    let { bytes, heldBytes } = await measure()
    lookAt = maxBytes
    if (bytes <= maxBytes) return
    const expired = await dropExpired({ db, storage, clock }, stopped)
    tally.expired += expired
    if (expired > 0) ({ bytes, heldBytes } = await measure())
    if (bytes <= maxBytes) return
    const evicted = await evictBytes({ db, storage }, bytes - EVICT_TO * maxBytes, stopped)
    tally.evicted += evicted.pictures
    tally.evictedBytes += evicted.bytes
    if (measured) measured.size = { ...measured.size, ...lessened(measured.size, evicted) }
    const left = bytes - evicted.bytes
    log.info({ room: 'cache', ...evicted, bytes: left, maxBytes }, 'least wanted pictures were evicted')
    if (left <= maxBytes) return
    lookAt = left + TRY_AGAIN_PART * maxBytes
    log.warn(
      { room: 'cache', bytes: left, heldBytes, maxBytes },
      'the cache is over CACHE_MAX_MB, and what is left of it is in histories: to evict that would free nothing',
    )
  }

  async function sweep() {
    await wants.flush() // what is wanted is not swept away as expired
    const swept = await sweepCache({ db, storage, clock, log }, stopped)
    tally.expired += swept.expired
    tally.unused += swept.unused
    tally.unknownFiles += swept.unknownFiles
    tally.missingFiles += swept.missingFiles
    const found = Object.values(swept).some((count) => count > 0)
    log[found ? 'info' : 'debug']({ room: 'cache', ...swept }, 'the cache was swept')
    if (!closed) await keepBudget()
  }

  function sweepAndGoOn() {
    return inTurn(sweep).finally(() => nextSweep.set(SWEEP_EVERY_MS))
  }

  function stored(bytes: number) {
    storedSince += bytes
    if (measured && measured.size.bytes + storedSince > lookAt) {
      lookAt = Number.POSITIVE_INFINITY // until it has been looked at
      void inTurn(keepBudget)
    }
  }

  return {
    wanted: wants.note,
    async size() {
      const old = !measured || clock.monotonic() - measured.at > MEASURE_AGAIN_MS
      const size = measured && !old ? measured.size : await measure()
      return { ...size, maxBytes }
    },
    tally,
    watchStorage: (watched) => ({
      ...watched,
      async put(bytes) {
        const hash = await watched.put(bytes)
        stored(bytes.length)
        return hash
      },
    }),
    start: () => nextSweep.set(FIRST_SWEEP_MS),
    sweep: () => inTurn(sweep),
    async close() {
      closed = true
      nextSweep.close()
      await work
      await wants.close()
    },
  }
}

const lessened = (size: CacheSize, evicted: { pictures: number; bytes: number }) => ({
  pictures: size.pictures - evicted.pictures,
  bytes: size.bytes - evicted.bytes,
})
