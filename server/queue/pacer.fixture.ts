import type { Database, Session } from '../../db/database.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import type { UpstreamLimit } from '../config.ts'
import { createPacer, type Slot } from './pacer.ts'

export const LIMIT = { calls: 3, windowMs: 1_000, marginMs: 100 }

type Wanted = { db?: Database; clock?: FakeClock; limit?: UpstreamLimit | null }

/** A pacer on a real SQLite file. `take` is a claim and the sending after it. */
export async function openPacer(wanted: Wanted = {}) {
  const db = wanted.db ?? temporaryDatabase()
  const clock = wanted.clock ?? new FakeClock()
  const limit = wanted.limit === undefined ? LIMIT : wanted.limit
  const pacer = await createPacer({ db, clock, account: 'test', limit })

  async function take({ retry = false } = {}): Promise<Slot> {
    const reserved = await db.write(async (session) => {
      await pacer.refresh(session)
      return await pacer.reserve(session, { pictureId: 'picture', retry })
    })
    return pacer.hold(reserved)
  }

  /** The call is answered now, and that is written down. */
  async function answered(slot: Slot) {
    const counted = pacer.settle(slot, { headersReceivedAt: clock.monotonic() })
    await db.write((session: Session) => pacer.log(session, counted))
  }

  return { db, clock, pacer, take, answered }
}

/** Past the window that a start without a log waits. */
export async function openWarm(wanted: Wanted = {}) {
  const opened = await openPacer(wanted)
  await opened.clock.advance(opened.pacer.opensInMs())
  return opened
}
