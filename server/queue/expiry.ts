import type { Database, Session } from '../../db/database.ts'
import { listWaitingSince } from '../../db/queries/queue.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../telemetry/log.ts'
import { createAlarm } from './alarm.ts'
import { settleExpired } from './settle.ts'

const TRY_AGAIN_MS = 1_000

/** Ends the wait of pictures nobody could draw for `afterMs`: failed, and refunded to the day they were taken from. */
export interface Expiry {
  /** Rings when the one that has waited longest has waited too long; with nobody waiting, never. */
  watch(oldestWaiting: Date | undefined): void
  stop(): void
}

export function createExpiry(parts: {
  db: Database
  clock: Clock
  log: Log
  afterMs: number
  onExpired: (pictureIds: string[]) => void
}): Expiry {
  const { db, clock, afterMs } = parts
  const alarm = createAlarm(clock, () => {
    db.write(expire)
      .then(parts.onExpired)
      .catch((error) => {
        parts.log.error({ room: 'queue', error }, 'pictures that waited too long could not be ended; trying again')
        alarm.set(TRY_AGAIN_MS)
      })
  })

  async function expire(session: Session) {
    const now = new Date(clock.now())
    const changed: string[] = []
    for (const picture of await listWaitingSince(session, new Date(clock.now() - afterMs))) {
      changed.push(...(await settleExpired(session, picture, now)))
    }
    return changed
  }

  return {
    watch(oldest) {
      if (oldest) alarm.set(Math.max(0, oldest.getTime() + afterMs - clock.now()))
      else alarm.clear()
    },
    stop: () => alarm.close(),
  }
}
