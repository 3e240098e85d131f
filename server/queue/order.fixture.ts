import { insertPicture, updatePicture } from '../../db/queries/pictures.ts'
import { finishClaim, readLanes, returnClaim } from '../../db/queries/queue.ts'
import { pictureRow } from '../../db/queries/rows.fixture.ts'
import type { Picture } from '../../db/tables.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { createTiers } from '../limits/tiers.ts'
import { createAccounts } from './accounts.ts'
import { createBreaker } from './breaker.ts'
import { claimNext, lanesOf, takeTurn } from './lanes.ts'
import { createPacer } from './pacer.ts'
import { createPlaces } from './places.ts'
import { createScriptedUpstream } from './scripted-upstream.fixture.ts'

export type Ending = 'ready' | 'failed' | 'put back'

/** The queue's own claims and places on a real file, a call at a time, with `calls` a minute; its upstream is in no doubt. */
export async function openOrder(calls: number) {
  const db = temporaryDatabase()
  const clock = new FakeClock()
  const lanes = lanesOf(createTiers({ freePerDay: 5, premiumPerDay: 100 }))
  const limit = { calls, windowMs: 60_000, marginMs: 0 }
  const pacer = await createPacer({ db, clock, account: 'a', limit })
  await clock.advance(limit.windowMs)
  const breaker = createBreaker(clock, () => 1)
  const accounts = createAccounts([{ name: 'a', upstream: createScriptedUpstream(), pacer, breaker }])
  const drawing = () => ({ inFlight: 0, drawingMs: 0 })
  const places = createPlaces({ db, clock, lanes, accounts, concurrency: 1_000, drawing })

  const accept = (subject: string, lane: string) =>
    db.write(async (session) => {
      const turn = await takeTurn(session, lanes, subject, lane)
      return await insertPicture(session, pictureRow({ subject, owner: subject, lane, turn }))
    })

  const cancel = ({ id }: Picture) => db.write((session) => updatePicture(session, id, { status: 'cancelled' }))

  /** Whoever is next, at the moment there is a slot for them, as the dispatcher claims them. */
  async function serve(): Promise<Picture | undefined> {
    for (let look = 0; look < 2; look++) {
      await clock.advance(accounts.opensInMs())
      const claimed = await db.write(async (session) => {
        const retries = pacer.retryOpensInMs() === 0
        const leaseUntil = new Date(clock.now() + 15_000)
        const picture = await claimNext(session, lanes, { now: new Date(clock.now()), leaseUntil, retries })
        if (!picture) return undefined
        const slot = await pacer.reserve(session, { pictureId: picture.id, retry: picture.failures > 0 })
        return { picture, slot }
      })
      if (claimed) {
        pacer.settle(pacer.hold(claimed.slot), { headersReceivedAt: clock.monotonic() })
        return claimed.picture
      }
      await clock.advance(accounts.retryOpensInMs())
    }
    return undefined
  }

  const end = (claimed: Picture, ending: Ending) =>
    db.write(async (session) => {
      if (ending === 'ready') await finishClaim(session, claimed, { status: 'ready' })
      else {
        const failed = ending === 'failed'
        await returnClaim(session, claimed, { countAttempt: failed, failed })
      }
    })

  /** The place each of them is told. */
  async function told(waiting: readonly Picture[]) {
    const positions = new Map<string, number>()
    for (const picture of waiting) positions.set(picture.id, (await places.placeOf(picture)).position)
    return positions
  }

  const servingTurn = async (lane: string) =>
    (await readLanes(db.read)).find(({ name }) => name === lane)?.servingTurn ?? 0

  return { accept, cancel, serve, end, told, servingTurn }
}
