import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { insertPicture } from '../../../db/queries/pictures.ts'
import { systemClock } from '../../../server/clock.ts'
import { createMemoryRateLimiter } from '../../../server/limits/memory.ts'
import { chargePicture } from '../../../server/limits/quota.ts'
import { claimNext, lanesOf, takeTurn } from '../../../server/queue/lanes.ts'
import { settleReady } from '../../../server/queue/settle.ts'
import { ask } from '../../queue/open.ts'
import { type Durability, openOurs } from '../ours.ts'
import { type Contender, timeAll, timeEach } from './types.ts'

const LEASE_MS = 60_000
const KEPT_MS = 3_600_000

/** What every browser and program comes in through: burst, cache, joining, admission, charge, turn, row, place. */
export const WHOLE_VERB = 'the whole verb'
/** What the peers do too, and the charge: counter, ledger, turn and row in one transaction. */
export const QUEUE_ALONE = 'our queue alone'

export async function openOurContender(path: string, durability: Durability): Promise<Contender> {
  const { db, services, close } = await openOurs(path, durability)
  const burst = createMemoryRateLimiter(systemClock)
  const lanes = lanesOf(services.tiers)
  const tag = durability.toLowerCase()
  let n = 0

  async function acceptByVerb() {
    const name = `${tag} ${n++}`
    await ask(services, burst, n % 4 === 0 ? 'premium' : 'free', name, `words of ${name}`)
  }

  async function acceptAlone() {
    const subject = `ip:${tag} ${n++}`
    const tier = n % 4 === 0 ? 'premium' : 'free'
    const key = createHash('sha256').update(subject).digest('hex')
    const nowMs = systemClock.now()
    await db.write(async (session) => {
      const id = uuidv7()
      await chargePicture(
        session,
        services,
        { subject, tier, address: { subject } },
        { pictureId: id, units: 1, nowMs },
      )
      const lane = services.tiers[tier].lane.name
      const turn = await takeTurn(session, lanes, subject, lane)
      await insertPicture(session, {
        ...{ id, subject, owner: subject, kind: 'new', words: `words of ${subject}`, key, visibility: 'public' },
        ...{ status: 'queued', lane, turn, idempotencyKey: subject, createdAt: new Date(nowMs) },
        params: { width: 1024, height: 1024, style: 'illustration', seed: n },
      })
    })
  }

  async function serveOne() {
    const now = new Date()
    const leaseUntil = new Date(now.getTime() + LEASE_MS)
    const claimed = await db.write((session) => claimNext(session, lanes, { now, leaseUntil }))
    if (!claimed) throw new Error('we have no picture left')
    const hash = createHash('sha256').update(claimed.id).digest('hex')
    const image = {
      hash,
      mime: 'image/webp',
      bytes: 30_000,
      width: 1024,
      height: 1024,
      source: 'bench',
      createdAt: now,
    }
    const expiresAt = new Date(now.getTime() + KEPT_MS)
    await db.write((session) => settleReady(session, claimed, { image, now, expiresAt }))
  }

  return {
    name: `ours on SQLite, ${durability}`,
    each: 100,
    keeps: durability === 'FULL' ? 'a power cut' : 'a crash; not every power cut (NORMAL)',
    accept: {
      [WHOLE_VERB]: (count) => timeAll(count, acceptByVerb),
      [QUEUE_ALONE]: (count) => timeAll(count, acceptAlone),
    },
    serve: { 'claim, finish': (count) => timeEach(count, serveOne) },
    close,
  }
}
