import type { Database } from '../../db/database.ts'
import {
  finishNotice,
  forgetNotices,
  listDueNotices,
  nextNoticeDue,
  putOffNotice,
  takeNotice,
} from '../../db/queries/notices.ts'
import type { Notice, NoticeKind } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Events } from '../events/types.ts'
import { createAlarm } from '../queue/alarm.ts'
import type { Log } from '../telemetry/log.ts'

/** Longer than any attempt lasts: what a dead process was sending is sent by another after that. */
const LEASE_MS = 30_000
const AT_ONCE = 16
/** So that one slow receiver does not keep everybody else's waiting. */
const AT_ONCE_PER_OWNER = 3
const TRY_AGAIN_MS = 5_000
/** Pauses are up to this much longer or shorter, so that what failed together does not come back together. */
const JITTER = 0.2

/** What came of an attempt. `never`: nobody will ever take it; `aborted`: we are stopping, and it does not count. */
export type Attempt = {
  outcome: 'sent' | 'again' | 'never' | 'aborted'
  answer?: number
  fault?: string
  /** The receiver asks to be left alone so long. */
  retryAfterSeconds?: number | undefined
}

/** How one kind of notice is sent. */
export type Carrier = {
  send(notice: Notice, signal: AbortSignal): Promise<Attempt>
  /** After each failed attempt, how long until the next; after the last it is given up. */
  pausesMs: readonly number[]
  /** How many of an owner's that are over stay listed. */
  keep: number
}

/** Sends what is written in `notices`, at least once: whatever is not known to have arrived is sent again. */
export interface Courier {
  /** Something may be due. */
  wake(): void
  /** Breaks off what is being sent, to be sent again at the next start. */
  close(): Promise<void>
}

type Parts = {
  db: Database
  clock: Clock
  log: Log
  events: Events
  /** From 0 to 1. */
  random: () => number
  carriers: Record<NoticeKind, Carrier>
}

export function createCourier({ db, clock, log, events, random, carriers }: Parts): Courier {
  /** By the notice's id: nobody sends one twice at once. */
  const sending = new Map<string, { owner: string; done: Promise<void> }>()
  const stopping = new AbortController()
  const next = createAlarm(clock, wake)
  // Whoever ends a picture says so afterwards: by then its notices are written.
  const unsubscribe = events.subscribe(['picture:*'], wake)
  let looking: Promise<void> | undefined
  let again = false

  function wake() {
    again = true
    looking ??= look()
      .catch((error) => {
        log.error({ room: 'notices', error }, 'notices could not be read; trying again')
        next.set(TRY_AGAIN_MS)
      })
      .finally(() => {
        looking = undefined
        if (again && !stopping.signal.aborted && sending.size < AT_ONCE) wake()
      })
  }

  async function look() {
    while (again && !stopping.signal.aborted) {
      again = false
      const now = new Date(clock.now())
      const limit = AT_ONCE - sending.size
      if (limit <= 0) return // the next that ends looks again
      const due = await listDueNotices(db.read, { now, busy: busyOwners(), limit })
      for (const notice of due) {
        if (sending.has(notice.id)) continue
        if (countOf(notice.owner) >= AT_ONCE_PER_OWNER) again = true
        else carry(notice)
      }
      const dueAt = await nextNoticeDue(db.read, now)
      if (dueAt) next.set(Math.max(1, dueAt.getTime() - clock.now()))
      else next.clear()
    }
  }

  const countOf = (owner: string) => [...sending.values()].filter((one) => one.owner === owner).length
  const busyOwners = () =>
    [...new Set([...sending.values()].map(({ owner }) => owner))].filter((one) => countOf(one) >= AT_ONCE_PER_OWNER)

  function carry(notice: Notice) {
    const { id, owner } = notice
    const done = carryOne(notice)
      .catch((error) => log.error({ room: 'notices', notice: id, error }, 'a notice could not be written back'))
      .finally(() => {
        sending.delete(id)
        wake()
      })
    sending.set(id, { owner, done })
  }

  async function carryOne(notice: Notice) {
    const { id, kind, owner, attempts } = notice
    const leaseUntil = new Date(clock.now() + LEASE_MS)
    if (!(await db.write((session) => takeNotice(session, notice, leaseUntil)))) return
    const { outcome, answer, fault, retryAfterSeconds } = await attempt(notice)
    const result = { answer: answer ?? null, fault: fault ?? null }
    const at = new Date(clock.now())
    if (outcome === 'aborted') {
      return await db.write((session) => putOffNotice(session, { id, leaseUntil, dueAt: at, attempts }))
    }
    const pauseMs = outcome === 'again' ? carriers[kind].pausesMs[attempts] : undefined
    if (pauseMs !== undefined) {
      const jittered = pauseMs * (1 + JITTER * (2 * random() - 1))
      const dueAt = new Date(at.getTime() + Math.max(jittered, (retryAfterSeconds ?? 0) * 1000))
      return await db.write((session) => putOffNotice(session, { id, leaseUntil, dueAt, ...result }))
    }
    const state = outcome === 'sent' ? 'sent' : 'given-up'
    if (state === 'given-up') log.info({ room: 'notices', notice: id, kind, ...result }, 'a notice is given up')
    await db.write(async (session) => {
      await finishNotice(session, { id, leaseUntil, state, finishedAt: at, ...result })
      await forgetNotices(session, { owner, kind, keep: carriers[kind].keep })
    })
  }

  async function attempt(notice: Notice): Promise<Attempt> {
    try {
      return await carriers[notice.kind].send(notice, stopping.signal)
    } catch (error) {
      log.error({ room: 'notices', notice: notice.id, error }, 'a notice could not be made')
      return { outcome: 'again', fault: 'internal' }
    }
  }

  return {
    wake,
    async close() {
      stopping.abort()
      unsubscribe()
      next.close()
      await looking
      await Promise.all([...sending.values()].map(({ done }) => done))
    },
  }
}
