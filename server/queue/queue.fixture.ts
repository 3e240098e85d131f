import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { onTestFinished } from 'vitest'
import type { Database } from '../../db/database.ts'
import { findPicture, insertPicture, type NewPicture } from '../../db/queries/pictures.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import type { SimilarPictures } from '../cache/similar/similar-pictures.ts'
import { FakeClock, settle } from '../clock.fake.ts'
import type { UpstreamLimit } from '../config.ts'
import { createMemoryEvents } from '../events/memory.ts'
import { chargePicture } from '../limits/quota.ts'
import { createTiers } from '../limits/tiers.ts'
import { createDiskStorage } from '../storage/disk.ts'
import type { Storage } from '../storage/types.ts'
import { createLog } from '../telemetry/log.ts'
import type { Upstream } from '../upstream/types.ts'
import { createBreaker } from './breaker.ts'
import { createDispatcher, type Dispatcher } from './dispatcher.ts'
import { lanesOf, takeTurn } from './lanes.ts'
import { createPacer, type Pacer } from './pacer.ts'
import { createScriptedUpstream, type ScriptedUpstream } from './scripted-upstream.fixture.ts'
import { until } from './until.fixture.ts'

type Wanted = {
  clock?: FakeClock
  folder?: string
  limit?: UpstreamLimit
  concurrency?: number
  expireAfterMs?: number
  upstream?: ScriptedUpstream
  /** Draws in the scripted one's place. */
  draws?: Upstream
  /** The breaker's jitter. */
  random?: (() => number) | undefined
  storage?: (real: Storage) => Storage
  db?: (real: Database) => Database
  pacer?: (real: Pacer) => Pacer
  /** What makes drawn pictures found by similar words. */
  similar?: (db: Database, clock: FakeClock) => Pick<SimilarPictures, 'read'>
}

/** A queue on a real SQLite file and a real disk, with a clock and an upstream in the test's hand. Started, with any log begun long ago. */
export async function openQueue(wanted: Wanted = {}) {
  const clock = wanted.clock ?? new FakeClock()
  const folder = wanted.folder ?? temporaryFolder()
  const real = openSqlite(join(folder, 'drawbridge.sqlite'))
  onTestFinished(() => real.close())
  const db = wanted.db?.(real) ?? real
  const upstream = wanted.upstream ?? createScriptedUpstream()
  const disk = createDiskStorage({ dir: join(folder, 'images') })
  const storage = wanted.storage?.(disk) ?? disk
  const events = createMemoryEvents()
  const tiers = createTiers({ freePerDay: 1000, premiumPerDay: 1000 })
  const lanes = lanesOf(tiers)
  const realPacer = await createPacer({ db: real, clock, account: 'test', limit: wanted.limit ?? null })
  if (wanted.limit) await clock.advance(wanted.limit.windowMs + wanted.limit.marginMs) // the first start waits a window
  const pacer = wanted.pacer?.(realPacer) ?? realPacer
  const breaker = createBreaker(clock, wanted.random ?? (() => 1))
  const dispatcher = createDispatcher({
    ...{ db, clock, lanes, events, storage, log: createLog('silent') },
    accounts: [{ name: 'test', upstream: wanted.draws ?? upstream, pacer, breaker }],
    concurrency: wanted.concurrency ?? 4,
    cacheTtlMs: 3_600_000,
    similar: wanted.similar?.(db, clock),
    expireAfterMs: wanted.expireAfterMs ?? 1_800_000,
  })
  onTestFinished(() => dispatcher.stop())
  await dispatcher.start()
  await settle() // its first look at the queue is over

  const rules = { tiers, dailyCap: undefined }

  /** A charged picture in the queue, as requestPicture puts it there, but without a wake-up. */
  async function insert(words: string, set: Partial<NewPicture> = {}) {
    const nowMs = clock.now()
    return await db.write(async (session) => {
      const { subject = 'ip:a', lane = 'free' } = set
      const id = uuidv7()
      await chargePicture(session, rules, { subject, tier: 'free' }, { pictureId: id, units: 1, nowMs })
      return await insertPicture(session, {
        ...{
          id,
          subject,
          lane,
          words,
          key: words,
          owner: subject,
          kind: 'new',
          visibility: 'public',
          status: 'queued',
        },
        params: { width: 64, height: 64, style: 'illustration', seed: 1 },
        turn: await takeTurn(session, lanes, subject, lane),
        createdAt: new Date(nowMs),
        ...set,
      })
    })
  }

  async function enqueue(words: string, set: Partial<NewPicture> = {}) {
    const picture = await insert(words, set)
    dispatcher.wake()
    return picture
  }

  const row = async (id: string) => {
    const picture = await findPicture(real.read, id)
    if (!picture) throw new Error('no such row')
    return picture
  }
  const statusIs = (id: string, status: string) =>
    until(`${id} is ${status}`, async () => (await row(id)).status === status)
  const sent = (count: number) => until(`${count} calls sent`, () => upstream.calls.length >= count)
  const usedToday = async () =>
    (await real.read.db.select().from(real.read.tables.usage)).reduce((sum, { used }) => sum + used, 0)

  return {
    ...{ clock, db: real, upstream, breaker, storage, disk, events, tiers, lanes, pacer, folder },
    dispatcher: dispatcher as Dispatcher,
    ...{ insert, enqueue, row, statusIs, sent, usedToday },
  }
}
