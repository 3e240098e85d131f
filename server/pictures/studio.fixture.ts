import { v7 as uuidv7 } from 'uuid'
import { onTestFinished } from 'vitest'
import { createKeeping } from '../cache/keeping/keeping.ts'
import { createOutcomes } from '../cache/keeping/outcomes.ts'
import { createSimilarPictures, type SimilarPictures } from '../cache/similar/similar-pictures.ts'
import { FakeClock } from '../clock.fake.ts'
import type { Caller } from '../identity/caller.ts'
import { ALL_SCOPES } from '../identity/scopes.ts'
import { takeBurst } from '../limits/burst.ts'
import { createMemoryRateLimiter } from '../limits/memory.ts'
import { createTiers } from '../limits/tiers.ts'
import { openQueue } from '../queue/queue.fixture.ts'
import { createScriptedUpstream } from '../queue/scripted-upstream.fixture.ts'
import { until } from '../queue/until.fixture.ts'
import { createLog } from '../telemetry/log.ts'
import type { Looks } from '../upstream/types.ts'
import { createWordsThread } from '../words/words-thread.ts'
import { pictureNames } from './picture-names.ts'
import { type PictureRequest, requestPicture } from './request-picture.ts'
import type { PictureServices } from './services.ts'
import { createWatchers, type Watchers } from './watchers.ts'

export function visitor(name: string, set: Partial<Caller> = {}): Caller {
  const subject = `ip:${name}` as const
  return {
    subject,
    owner: `visitor:${name}`,
    visitorId: name,
    tier: 'free',
    via: 'visitor',
    scopes: ALL_SCOPES,
    address: { subject },
    ...set,
  }
}

export function account(name: string, tier: Caller['tier'], from = name): Caller {
  const subject = `user:${name}` as const
  return {
    subject,
    owner: subject,
    userId: name,
    tier,
    via: 'session',
    scopes: ALL_SCOPES,
    address: { subject: `ip:${from}` },
  }
}

type Wanted = Partial<{
  limit: { calls: number; windowMs: number; marginMs: number }
  concurrency: number
  freePerDay: number
  dailyCap: number
  queueBounds: { max: number; maxWaitSeconds: number }
  maxBytes: number
  looks: Looks
  /** Similar words are looked for, on a thread of this source's if one is named. */
  similar: { filename?: string }
}>

function openWords({ filename }: { filename?: string }) {
  const words = createWordsThread({ clock: new FakeClock(), log: createLog('silent'), ...(filename && { filename }) })
  onTestFinished(() => words.close())
  return words
}

/** Everything the verbs need, real but for the clock and whoever draws. */
export async function openStudio(wanted: Wanted = {}) {
  const { limit, concurrency, freePerDay = 5 } = wanted
  const upstream = Object.assign(createScriptedUpstream(), wanted.looks && { looks: wanted.looks })
  const words = wanted.similar && openWords(wanted.similar)
  let similar: SimilarPictures | undefined
  const queue = await openQueue({
    ...{ upstream, limit, concurrency },
    ...(words && {
      similar: (db, clock) => {
        similar = createSimilarPictures({ db, clock, log: createLog('silent'), words, ...pictureNames(upstream.model) })
        return similar
      },
    }),
  })
  const { db, clock, events, dispatcher } = queue
  const outcomes = createOutcomes({ db, clock, log: createLog('silent') })
  const keeping = createKeeping({
    ...{ db, clock, storage: queue.disk, log: createLog('silent') },
    ...{ ttlMs: 3_600_000, maxBytes: wanted.maxBytes }, // the queue's fixture has the same
  })
  const services: PictureServices & { watchers: Watchers } = {
    ...{ db, clock, events, upstream, dispatcher, storage: queue.disk },
    watchers: createWatchers({ db, clock, dispatcher, events }),
    tiers: createTiers({ freePerDay, premiumPerDay: 100 }),
    outcomes,
    keeping,
    ...(similar && { similar }),
    dailyCap: wanted.dailyCap,
    queueBounds: wanted.queueBounds ?? { max: 1000, maxWaitSeconds: 900 },
  }
  const burst = createMemoryRateLimiter(clock)
  const ask = async (caller: Caller, words: string, set: Partial<PictureRequest> = {}) => {
    if (caller.userId) await enrol(caller.userId)
    const receipt = await takeBurst({ ...services, burst }, caller, 'burst', { minutes: [] })
    return await requestPicture(services, caller, { words, idempotencyKey: uuidv7(), ...set }, receipt)
  }
  const enrol = (id: string) =>
    db.write(({ db, tables }) =>
      db
        .insert(tables.users)
        .values({ id, createdAt: new Date(0) })
        .onConflictDoNothing(),
    )

  /** Answers every call until nothing is on its way. */
  const drawAll = () =>
    until('everything is drawn', async () => {
      for (const call of upstream.open()) call.answer()
      const { tables } = db.read
      const rows = await db.read.db.select({ status: tables.pictures.status }).from(tables.pictures)
      const underway = rows.some(({ status }) => status === 'queued' || status === 'drawing')
      return !underway && dispatcher.inFlight === 0
    })
  const drawn = async (caller: Caller, words: string, set: Partial<PictureRequest> = {}) => {
    const { id } = await ask(caller, words, set)
    await drawAll()
    return id
  }
  const sent = queue.sent
  const used = async (subject: string, policy = 'free-day') => {
    const rows = await db.read.db.select().from(db.read.tables.usage)
    return rows
      .filter((row) => row.subject === subject && row.policy === policy)
      .reduce((sum, row) => sum + row.used, 0)
  }
  const rows = async () => await db.read.db.select().from(db.read.tables.pictures)
  return {
    services,
    outcomes,
    keeping,
    similar,
    words,
    clock,
    upstream,
    dispatcher,
    events,
    db,
    ask,
    drawAll,
    drawn,
    sent,
    used,
    rows,
    row: queue.row,
  }
}
