import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database, Session } from '../../db/database.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { type Clock, systemClock } from '../../server/clock.ts'
import { createAlarm } from '../../server/queue/alarm.ts'
import { createPacer, type Pacer, type Reserved, type Slot } from '../../server/queue/pacer.ts'
import type { Gate, GateParts, Job, OpenGate } from './gates/types.ts'

/**
 * The product's pacer on a real SQLite file, in memory that poses as a disk where there is such: the Redis of the peers syncs
 * no disk either. A first start waits one window: that is over when this resolves.
 */
export const openOurs: OpenGate = async (parts) => {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'drawbridge-bench-'))
  const db = openSqlite(join(folder, 'drawbridge.sqlite'))
  const { limit: calls, windowMs, marginMs, label: account } = parts
  const pacer = await createPacer({ db, clock: systemClock, account, limit: { calls, windowMs, marginMs } })
  const gate = createPacedGate({ ...parts, db, clock: systemClock, pacer })
  await new Promise<void>((resolve) => void systemClock.timer(pacer.opensInMs(), resolve))
  return {
    add: gate.add,
    async close() {
      await gate.close()
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** server/queue/dispatcher.ts claims so many in a transaction. */
const MOST_AT_ONCE = 10

type PacedParts = Pick<GateParts, 'send'> & { db: Database; clock: Clock; pacer: Pacer }

/** The dispatcher's loop without its queue: a slot in a transaction, then the call, then what is known of it. */
export function createPacedGate({ db, clock, pacer, send }: PacedParts): Gate {
  const waiting: Job[] = []
  const out = new Set<Promise<void>>()
  const nextSlot = createAlarm(clock, wake)
  let pumping: Promise<void> | undefined
  let wanted = false
  let closed = false

  function wake() {
    wanted = true
    if (closed || pumping) return
    pumping = pump().finally(() => {
      pumping = undefined
      if (wanted) wake()
    })
  }

  async function pump() {
    while (wanted && !closed) {
      wanted = false
      nextSlot.clear()
      while (!closed && opensInMs() === 0) {
        const reserved = await reserveMany()
        if (reserved.length === 0) break
        for (const one of reserved) launch(one.job, pacer.hold(one.reserved))
      }
      const ms = opensInMs()
      // Also for 0: a slot may have opened since it was last looked at.
      if (Number.isFinite(ms)) nextSlot.set(ms)
    }
  }

  function opensInMs() {
    const [next] = waiting
    return next ? opensInMsFor(next) : Number.POSITIVE_INFINITY
  }

  const opensInMsFor = ({ retry }: Job, session?: Session) =>
    retry ? pacer.retryOpensInMs(session) : pacer.opensInMs(session)

  /** As many as the dispatcher claims at once. */
  async function reserveMany() {
    const reserved = await db.write(async (session) => {
      await pacer.refresh(session)
      const done: { job: Job; reserved: Reserved }[] = []
      for (const job of waiting.slice(0, MOST_AT_ONCE)) {
        if (opensInMsFor(job, session) > 0) break
        done.push({ job, reserved: await pacer.reserve(session, { pictureId: job.id, retry: job.retry }) })
      }
      return done
    })
    waiting.splice(0, reserved.length)
    return reserved
  }

  function launch(job: Job, slot: Slot) {
    const done = call(job, slot).finally(() => {
      out.delete(done)
      wake()
    })
    out.add(done)
  }

  async function call(job: Job, slot: Slot) {
    const answer = await send(job)
    const counted = pacer.settle(slot, answer.headersReceivedAt ? { ...answer, sentAt: answer.writtenAt } : undefined)
    wake()
    if (answer.refused) await pacer.freeze(Math.max(1000 * (answer.retryAfterSeconds ?? 0), pacer.limit?.windowMs ?? 0))
    await db.write((session) => pacer.log(session, counted))
  }

  return {
    add(jobs) {
      waiting.push(...jobs)
      wake()
    },
    async close() {
      closed = true
      nextSlot.close()
      await pumping
      await Promise.all(out)
    },
  }
}
