import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Database } from '../../db/database.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { createOutcomes } from '../../server/cache/keeping/outcomes.ts'
import type { Clock } from '../../server/clock.ts'
import type { UpstreamLimit } from '../../server/config.ts'
import { createMemoryEvents } from '../../server/events/memory.ts'
import type { Caller } from '../../server/identity/caller.ts'
import { takeBurst } from '../../server/limits/burst.ts'
import { createTiers, type Tier } from '../../server/limits/tiers.ts'
import type { RateLimiter } from '../../server/limits/types.ts'
import { requestPicture } from '../../server/pictures/request-picture.ts'
import type { PictureServices } from '../../server/pictures/services.ts'
import { createBreaker } from '../../server/queue/breaker.ts'
import { createDispatcher } from '../../server/queue/dispatcher.ts'
import { lanesOf } from '../../server/queue/lanes.ts'
import { createPacer } from '../../server/queue/pacer.ts'
import type { Storage } from '../../server/storage/types.ts'
import { createLog } from '../../server/telemetry/log.ts'
import type { Upstream } from '../../server/upstream/types.ts'

/** Runs `use` on a fresh SQLite file, gone afterwards. Where memory poses as a disk, so that no disk's syncs are measured. */
export async function withDatabase<T>(
  use: (db: Database) => Promise<T>,
  { gather = false }: { gather?: boolean } = {},
): Promise<T> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'drawbridge-bench-'))
  const db = openSqlite(join(folder, 'drawbridge.sqlite'), { gather })
  try {
    return await use(db)
  } finally {
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Wanted = {
  db: Database
  clock: Clock
  upstream: Upstream
  limit: UpstreamLimit | null
  concurrency: number
  queueBounds: PictureServices['queueBounds']
  random: () => number
}

/** The real queue and the real verbs around it; files are not what is measured. */
export async function openServices({ db, clock, upstream, limit, queueBounds, random, ...rest }: Wanted) {
  const tiers = createTiers({ freePerDay: 1_000_000, premiumPerDay: 1_000_000 })
  const events = createMemoryEvents()
  const pacer = await createPacer({ db, clock, account: upstream.kind, limit })
  const dispatcher = createDispatcher({
    ...{ db, clock, lanes: lanesOf(tiers), storage: noStorage, events, log: createLog('error') },
    accounts: [{ name: upstream.kind, upstream, pacer, breaker: createBreaker(clock, random) }],
    ...{ ...rest, cacheTtlMs: 3_600_000, expireAfterMs: 2 * queueBounds.maxWaitSeconds * 1000 },
  })
  const services: PictureServices = {
    ...{ db, clock, tiers, events, upstream, storage: noStorage, dispatcher, dailyCap: undefined },
    keeping: { wanted: () => {} },
    outcomes: createOutcomes({ db, clock, log: createLog('error') }),
    queueBounds,
  }
  return services
}

/** Asks for a picture of these words as somebody of that tier, by the verb every browser and program comes in through. */
export async function ask(services: PictureServices, burst: RateLimiter, tier: Tier, name: string, words: string) {
  const caller = callerOf(tier, name)
  const receipt = await takeBurst({ ...services, burst }, caller, 'burst', { minutes: [] })
  return await requestPicture(services, caller, { words, idempotencyKey: words }, receipt)
}

export function callerOf(tier: Tier, name: string): Caller {
  const subject = `ip:${name}` as const
  return { subject, owner: subject, tier, via: 'visitor', scopes: [], address: { subject } }
}

const noStorage: Storage = {
  put: async (bytes) => bytes.toString(),
  stat: async () => ({ bytes: 1 }),
  read: () => Readable.from([]),
  remove: async () => {},
  list: async () => new Map(),
}
