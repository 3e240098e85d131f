import { Redis } from 'ioredis'
import type { Database } from '../../db/database.ts'
import { listWaiting, returnClaim } from '../../db/queries/queue.ts'
import { claimNext, lanesOf } from '../../server/queue/lanes.ts'
import { createRandom } from '../queue/random.ts'
import { median } from '../statistics.ts'
import { timeEach } from './contenders/types.ts'
import { fillFiles, openOurs } from './ours.ts'

const WAITING = 10_000
const KEY = 'waiting'
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
      const begun = performance.now()
      const batch = await places.placesOf(waiting)
      facts.batchMs.push(performance.now() - begun)
      for (const [i, { id }] of waiting.entries()) {
        if (batch[i]?.position !== told.get(id))
          throw new Error(`${id} is at ${told.get(id)}, and the batch says ${batch[i]?.position}`)
      }
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
