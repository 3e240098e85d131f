import { openSqlite } from '../../db/sqlite.ts'
import { createOutcomes } from '../cache/keeping/outcomes.ts'
import { systemClock } from '../clock.ts'
import { createMemoryEvents } from '../events/memory.ts'
import type { Caller } from '../identity/caller.ts'
import { takeBurst } from '../limits/burst.ts'
import { createMemoryRateLimiter } from '../limits/memory.ts'
import { createTiers, type Tier } from '../limits/tiers.ts'
import { requestPicture } from '../pictures/request-picture.ts'
import type { PictureServices } from '../pictures/services.ts'
import { createDiskStorage } from '../storage/disk.ts'
import { createLog } from '../telemetry/log.ts'
import type { Upstream } from '../upstream/types.ts'
import { createBreaker } from './breaker.ts'
import { createDispatcher } from './dispatcher.ts'
import { lanesOf } from './lanes.ts'
import { createPacer } from './pacer.ts'

const AT_ONCE = 50
/** Of twenty people, how many pay. */
const PREMIUM_OF_20 = 3

/**
 * Puts `pictures` into the queue of a folder's database, charged, by the verb every browser and program comes in through
 * and within the real limits; and beside each tenth somebody who joins it, free. Nothing is drawn. Returns everybody's picture.
 */
export async function askForMany({ folder, pictures }: { folder: string; pictures: number }): Promise<string[]> {
  const db = openSqlite(`${folder}/drawbridge.sqlite`)
  const clock = systemClock
  const nobody: Upstream = {
    ...{ kind: 'nobody', model: 'nobody-1' },
    draw: () => Promise.reject(new Error('nothing is drawn here')),
    close: async () => {},
  }
  const pacer = await createPacer({ db, clock, account: 'nobody', limit: null })
  const breaker = createBreaker(clock, Math.random)
  breaker.pause(86_400_000)
  const tiers = createTiers({ freePerDay: 5, premiumPerDay: 100 })
  const storage = createDiskStorage({ dir: `${folder}/images` })
  const events = createMemoryEvents()
  const dispatcher = createDispatcher({
    ...{ db, clock, events, storage, lanes: lanesOf(tiers), log: createLog('silent'), concurrency: 1 },
    accounts: [{ name: 'nobody', upstream: nobody, pacer, breaker }],
    ...{ cacheTtlMs: 3_600_000, expireAfterMs: 12 * 3_600_000 },
  })
  const services: PictureServices = {
    ...{ db, clock, tiers, events, storage, dispatcher, upstream: nobody, dailyCap: undefined },
    keeping: { wanted: () => {} },
    outcomes: createOutcomes({ db, clock, log: createLog('silent') }),
    queueBounds: { max: 10 * pictures, maxWaitSeconds: Number.MAX_VALUE },
  }
  const burst = createMemoryRateLimiter(clock)

  async function ask({ name, tier, words }: Wish) {
    const subject = `ip:${name}` as const
    const caller: Caller = { subject, owner: subject, tier, via: 'visitor', scopes: [], address: { subject } }
    const receipt = await takeBurst({ ...services, burst }, caller, 'burst', { minutes: [] })
    return (await requestPicture(services, caller, { words, idempotencyKey: `${name} ${words}` }, receipt)).id
  }

  try {
    const wishes = wishesOf(pictures, tiers)
    const joining = wishes.flatMap(({ words }, i) =>
      i % 10 ? [] : [{ name: `joiner${i}`, tier: 'free' as const, words }],
    )
    const ids: string[] = []
    for (const some of [wishes, joining]) {
      for (let i = 0; i < some.length; i += AT_ONCE)
        ids.push(...(await Promise.all(some.slice(i, i + AT_ONCE).map(ask))))
    }
    return ids
  } finally {
    await dispatcher.stop()
    await db.close()
  }
}

type Wish = { name: string; tier: Tier; words: string }

/** Each person wants as many as they may have waiting. */
function wishesOf(pictures: number, tiers: PictureServices['tiers']): Wish[] {
  const wishes: Wish[] = []
  for (let person = 0; wishes.length < pictures; person++) {
    const tier = person % 20 < PREMIUM_OF_20 ? 'premium' : 'free'
    for (let n = 0; n < tiers[tier].waitingAtOnce; n++) {
      wishes.push({ name: `${tier}${person}`, tier, words: `wish ${n} of person ${person}` })
    }
  }
  return wishes.slice(0, pictures)
}
