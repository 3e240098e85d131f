import type { Database } from '../../../db/database.ts'
import { countUses, findKept } from '../../../db/queries/cache-keeping.ts'
import type { Clock } from '../../clock.ts'
import { createAlarm } from '../../queue/alarm.ts'
import type { Log } from '../../telemetry/log.ts'
import { moreWorth } from './worth.ts'

/** What was wanted is written down this long after, with what else was wanted meanwhile. */
const GATHER_MS = 5_000
/** An entry is written no more often: a hot one is not a write each time. A killed process forgets the uses of that long. */
const ONCE_MS = 3_600_000
/** Of a short time to live, at most this part. */
const TTL_PART = 24
/** So many entries share a transaction: a few milliseconds. */
const BATCH = 100
/** More are not remembered: then all that was wanted is written. */
const MOST_REMEMBERED = 20_000

type Want = { uses: number; atMs: number }

/** Remembers which cached pictures were wanted, and writes it down off the way of those who want them: uses, worth, a new lease. */
export interface Wants {
  /** Somebody was answered with this entry. */
  note(key: string): void
  /** Writes all of it, whenever it was due. Throws nothing: what could not be written stays noted. */
  flush(): Promise<void>
  close(): Promise<void>
}

export function createWants(parts: { db: Database; clock: Clock; log: Log; ttlMs: number }): Wants {
  const { db, clock, log, ttlMs } = parts
  const onceMs = Math.min(ONCE_MS, ttlMs / TTL_PART)
  const wants = new Map<string, Want>()
  /** When an entry may be written again, in the order it was written. */
  const notBefore = new Map<string, number>()
  const alarm = createAlarm(clock, () => void flushDue())
  let ringsAt = Number.POSITIVE_INFINITY
  let flushing: Promise<void> = Promise.resolve()

  function note(key: string) {
    const nowMs = clock.now()
    const want = wants.get(key)
    if (want) {
      want.uses++
      want.atMs = nowMs
      return
    }
    wants.set(key, { uses: 1, atMs: nowMs })
    const now = clock.monotonic()
    const full = wants.size > MOST_REMEMBERED
    ringBy(full ? now : Math.max(now + GATHER_MS, notBefore.get(key) ?? 0))
  }

  function ringBy(at: number) {
    if (at >= ringsAt) return
    ringsAt = at
    alarm.set(at - clock.monotonic())
  }

  function flushDue() {
    ringsAt = Number.POSITIVE_INFINITY
    const now = clock.monotonic()
    const full = wants.size > MOST_REMEMBERED
    forgetWritten(now)
    return write([...wants.keys()].filter((key) => full || (notBefore.get(key) ?? 0) <= now))
  }

  function forgetWritten(now: number) {
    for (const [key, at] of notBefore) {
      if (at > now && notBefore.size <= MOST_REMEMBERED) break
      notBefore.delete(key)
    }
  }

  function write(keys: string[]) {
    flushing = flushing.then(async () => {
      for (let i = 0; i < keys.length; i += BATCH) await writeBatch(keys.slice(i, i + BATCH))
      let next = Number.POSITIVE_INFINITY
      for (const key of wants.keys()) next = Math.min(next, notBefore.get(key) ?? 0)
      if (Number.isFinite(next)) ringBy(Math.max(clock.monotonic() + GATHER_MS, next))
    })
    return flushing
  }

  async function writeBatch(keys: readonly string[]) {
    const batch = keys.flatMap((key) => {
      const want = wants.get(key)
      return want ? [{ key, ...want }] : []
    })
    for (const { key } of batch) wants.delete(key)
    try {
      await db.write(async (session) => {
        for (const { key, uses, atMs } of batch) {
          const kept = await findKept(session, key)
          if (!kept) continue
          const worth = moreWorth(kept.worth, { uses, atMs, bytes: kept.bytes })
          const expiresAt = new Date(Math.max(kept.expiresAt.getTime(), atMs + ttlMs))
          await countUses(session, { key, uses, worth, lastHitAt: new Date(atMs), expiresAt })
        }
      })
      for (const { key } of batch) {
        notBefore.delete(key) // to the end of the order
        notBefore.set(key, clock.monotonic() + onceMs)
      }
    } catch (error) {
      for (const { key, uses, atMs } of batch) {
        const since = wants.get(key)
        wants.set(key, { uses: uses + (since?.uses ?? 0), atMs: Math.max(atMs, since?.atMs ?? 0) })
      }
      log.warn({ room: 'cache', error }, 'which cached pictures are wanted could not be written down; trying again')
    }
  }

  return {
    note,
    flush: () => write([...wants.keys()]),
    async close() {
      await write([...wants.keys()])
      alarm.close()
    },
  }
}
