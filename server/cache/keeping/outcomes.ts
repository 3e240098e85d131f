import type { Database, Session } from '../../../db/database.ts'
import { addOutcomes } from '../../../db/queries/cache-outcomes.ts'
import type { CacheOutcome } from '../../../db/tables.ts'
import { type Clock, utcDay } from '../../clock.ts'
import { createAlarm } from '../../queue/alarm.ts'
import type { Log } from '../../telemetry/log.ts'

/** What was noted is written down this often; a process that is killed forgets no more. */
const FLUSH_MS = 3_000

/** Counts how requests met the cache, once for each that was answered, by UTC day. */
export interface Outcomes {
  /** In the transaction that answers the request: counted if it is, and only then. */
  count(session: Session, outcome: CacheOutcome): Promise<void>
  /** Where there is no transaction: written with others in a moment. */
  note(outcome: CacheOutcome): void
  /** Writes what was noted. Throws nothing: what could not be written waits for the next time. */
  flush(): Promise<void>
  /** Writes the rest, and nothing after that. */
  close(): Promise<void>
}

export function createOutcomes({ db, clock, log }: { db: Database; clock: Clock; log: Log }): Outcomes {
  let noted: { day: string; outcome: CacheOutcome; count: number }[] = []
  let flushing: Promise<void> = Promise.resolve()
  let armed = false
  const alarm = createAlarm(clock, () => {
    armed = false
    void flush()
  })

  const today = () => utcDay(clock.now()).day

  function flushLater() {
    if (armed) return
    armed = true
    alarm.set(FLUSH_MS)
  }

  async function writeNoted() {
    const rows = noted
    if (rows.length === 0) return
    noted = []
    try {
      await db.write(async (session) => {
        for (const row of rows) await addOutcomes(session, row)
      })
    } catch (error) {
      for (const row of rows) add(row)
      log.warn({ room: 'cache', error }, 'how requests met the cache could not be written down; trying again')
      flushLater()
    }
  }

  function add({ day, outcome, count }: { day: string; outcome: CacheOutcome; count: number }) {
    const known = noted.find((row) => row.day === day && row.outcome === outcome)
    if (known) known.count += count
    else noted.push({ day, outcome, count })
  }

  function flush() {
    flushing = flushing.then(writeNoted)
    return flushing
  }

  return {
    count: (session, outcome) => addOutcomes(session, { day: today(), outcome, count: 1 }),
    note(outcome) {
      add({ day: today(), outcome, count: 1 })
      flushLater()
    },
    flush,
    async close() {
      await flush()
      alarm.close()
    },
  }
}
