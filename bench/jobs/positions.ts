import { Redis } from 'ioredis'
import type { Database } from '../../db/database.ts'
import { listWaiting, readLanes, returnClaim, type Waiting } from '../../db/queries/queue.ts'
import { startsInMs } from '../../server/queue/estimate.ts'
import { claimNext, lanesOf } from '../../server/queue/lanes.ts'
import { createRandom } from '../queue/random.ts'
import { median } from '../statistics.ts'
import { timeEach } from './contenders/types.ts'
import { fillFiles, openOurs } from './ours.ts'
import { type FullLane, placesOf } from './places-of.ts'

const WAITING = 10_000
const KEY = 'waiting'
/** Ten arrivals a minute in each lane, most of them of who waits for the first time; a third of what is served. */
const RATES = [1e-4, 4e-5, 2e-5, 1e-5]

export type PositionFacts = {
  waiting: number
  /** Milliseconds: rounds' medians of one. */
  placeMs: number[]
  zrankMs: number[]
  /** Milliseconds for everybody's, each round right after a dispatch. */
  oneByOneMs: number[]
  batchMs: number[]
}

/** One place by our verb beside a bare ZRANK, and the places of everybody who waits, with 10,000 waiting on either side. */
export async function measurePositions(folder: string, redisUrl: string, rounds: number): Promise<PositionFacts> {
  const [path = ''] = await fillFiles(folder, ['places'], WAITING)
  const { db, services, close } = await openOurs(path, 'FULL')
  const redis = new Redis(redisUrl)
  try {
    const waiting = await listWaiting(db.read)
    await redis.zadd(KEY, ...waiting.flatMap(({ turn, id }) => [turn, id]))
    const facts: PositionFacts = { waiting: WAITING, placeMs: [], zrankMs: [], oneByOneMs: [], batchMs: [] }
    const random = createRandom(1)
    const anybody = () => waiting[random.whole(0, waiting.length - 1)] ?? Promise.reject(new Error('nobody waits'))
    const { places } = services.dispatcher
    for (let round = 0; round < rounds; round++) {
      facts.zrankMs.push(median(await timeEach(500, async () => redis.zrank(KEY, (await anybody()).id))))
      facts.placeMs.push(median(await timeEach(500, async () => places.placeOf(await anybody()))))
      await dispatchAndReturn(db, services.tiers)
      const start = performance.now()
      const told = new Map<string, number>()
      for (const one of waiting) told.set(one.id, (await places.placeOf(one)).position)
      facts.oneByOneMs.push(performance.now() - start)
      facts.batchMs.push(await timeBatch(db, services.tiers, waiting, told))
    }
    return facts
  } finally {
    redis.disconnect()
    await close()
  }
}

/** As a dispatch does: somebody left, lanes moved on. The picture comes back, so that each round has as many. */
async function dispatchAndReturn(db: Database, tiers: Parameters<typeof lanesOf>[0]) {
  const now = new Date()
  const claimed = await db.write((session) => claimNext(session, lanesOf(tiers), { now, leaseUntil: now }))
  if (!claimed) throw new Error('nobody waits')
  await db.write((session) => returnClaim(session, claimed, { countAttempt: false }))
}

/**
 * The batch of `places-of.ts` on the same queue, of which the server keeps the order in memory; arrivals are supposed. Throws
 * if it says another position than `placeOf` did.
 */
async function timeBatch(
  db: Database,
  tiers: Parameters<typeof lanesOf>[0],
  waiting: readonly Waiting[],
  told: ReadonlyMap<string, number>,
): Promise<number> {
  const turnsOf = (lane: string) => waiting.filter((one) => one.lane === lane)
  const queues = new Map(lanesOf(tiers).map(({ name }) => [name, turnsOf(name)]))
  const start = performance.now()
  const rows = new Map((await readLanes(db.read)).map((row) => [row.name, row]))
  const lanes = lanesOf(tiers).map(({ name, weight }): FullLane => {
    const { v = 0, servingTurn = 0 } = rows.get(name) ?? {}
    const turns = (queues.get(name) ?? []).map(({ turn }) => turn)
    return { name, weight, v, servingTurn, waiting: turns.length, turns, rates: RATES }
  })
  const facts = {
    forecast: Array.from({ length: 30 }, (_, i) => i * 2_000),
    limit: { calls: 30, windowMs: 60_000, marginMs: 600 },
    ...{ roundMs: 60_600, concurrency: 30, inFlight: 3, drawingMs: 5_000, pausedMs: 0, position: 0 },
  }
  const places = placesOf(lanes, (position) => {
    facts.position = position // one object for all: copying the facts for each costs more than the arithmetic
    return startsInMs(facts)
  })
  const took = performance.now() - start
  for (const [lane, queue] of queues) {
    for (const [rank, { id }] of queue.entries()) {
      const position = places.get(lane)?.[rank]?.position
      if (position !== told.get(id)) throw new Error(`${id} is at ${told.get(id)}, and the batch says ${position}`)
    }
  }
  return took
}
