import type { Database, Session } from '../../db/database.ts'
import {
  findUpstream,
  forgetCalls,
  listCalls,
  putUpstream,
  settleCall,
  type UpstreamCall,
} from '../../db/queries/upstream-calls.ts'
import type { Clock } from '../clock.ts'

/** A wall clock may be off by an hour either way, and by a little more: what it calls older than this is old. */
const TRUSTED_AGE_MS = 2 * 3_600_000
/** An unanswered call older than this will not be answered any more. */
const LOST_MS = 24 * 3_600_000

type Held = { retry: boolean; freeAt: number; sentAt?: number }

/**
 * Who holds which slot of an account and until when, as the log says. Own calls are known from memory, other processes'
 * from their rows, which are read again once another process has written. All moments are monotonic milliseconds.
 */
export interface SlotLog {
  /** Reads the log, or begins it: then nothing is sent for one window. */
  open(): Promise<void>
  /** Brings other processes' calls up to what is committed; inside a transaction nobody else can add one. */
  refresh(session: Session): Promise<void>
  /** When each held slot is free again; Infinity for an own call that is out. */
  freeAt(of?: { retry: true }): number[]
  /** The same, with a guess for calls that are out: they will have been counted within the margin. */
  expectedFreeAt(): number[]
  frozenUntil(): number
  /** Whether another process holds slots here, or did before this one started. */
  shared(): boolean
  /** An own call goes out. */
  sent(call: { id: string; retry: boolean; sentAt: number }): void
  /** An own call is over: counted by then at the latest. */
  counted(id: string, countedBy: number): void
  /** Now and then, deletes rows that cannot matter any more. */
  forget(session: Session): Promise<void>
  /** Nothing opens before `until`, in this process or another, also after a restart. */
  freeze(until: number): Promise<void>
}

export function createSlotLog(parts: {
  db: Database
  clock: Clock
  account: string
  windowMs: number
  margin: () => number
  sendWithinMs: number
}): SlotLog {
  const { db, clock, account, windowMs, sendWithinMs } = parts
  const own = new Map<string, Held>()
  const others = new Map<string, Held>()
  /** When this process first saw a row whose moments it cannot compare: it was reserved before that. */
  const firstSeen = new Map<string, number>()
  let frozenUntil = Number.NEGATIVE_INFINITY
  let version: number | undefined
  let forgetAt = Number.NEGATIVE_INFINITY

  /** Unanswered, its process may be gone; but it was sent by `sendBy` if ever. Of another epoch, it was reserved before we saw it. */
  function countedByOf({ id, epoch, countedBy, sendBy }: UpstreamCall, now: number): number {
    if (epoch === clock.epoch) return countedBy ?? sendBy + parts.margin()
    const seenAt = firstSeen.get(id) ?? now
    firstSeen.set(id, seenAt)
    return seenAt + (countedBy === null ? sendWithinMs : 0) + parts.margin()
  }

  const isOld = ({ epoch, slotAt }: UpstreamCall) =>
    epoch !== clock.epoch && clock.now() - slotAt.getTime() > TRUSTED_AGE_MS + windowMs

  async function read(session: Session) {
    const now = clock.monotonic()
    const known = await findUpstream(session, account)
    if (known?.epoch === clock.epoch) frozenUntil = Math.max(frozenUntil, known.frozenUntil)
    const rows = await listCalls(session, account)
    others.clear()
    for (const row of rows) {
      if (own.has(row.id) || isOld(row)) continue
      const freeAt = countedByOf(row, now) + windowMs
      if (freeAt > now) others.set(row.id, { retry: row.retry, freeAt })
    }
    const logged = new Set(rows.map((row) => row.id))
    for (const id of firstSeen.keys()) if (!logged.has(id)) firstSeen.delete(id)
    return { known, rows }
  }

  const held = () => [...own.values(), ...others.values()]

  return {
    async open() {
      await db.write(async (session) => {
        version = db.outsideVersion()
        const { known, rows } = await read(session)
        // Written down once, or each further start would count them from now again.
        for (const row of rows.filter((row) => row.epoch !== clock.epoch && !isOld(row))) {
          const countedBy = Math.ceil(countedByOf(row, clock.monotonic()))
          await settleCall(session, { id: row.id, epoch: clock.epoch, countedBy })
        }
        const ageMs = known ? clock.now() - known.watchedSince.getTime() : 0
        const long = known && ageMs > TRUSTED_AGE_MS + windowMs
        // Before the log began somebody may have called in our name; and what another boot was told to wait for is unknown.
        if (known?.epoch !== clock.epoch && !long) frozenUntil = clock.monotonic() + windowMs
        const watchedSince = known?.watchedSince ?? new Date(clock.now())
        const until = Number.isFinite(frozenUntil) ? Math.ceil(frozenUntil) : 0
        await putUpstream(session, { name: account, watchedSince, epoch: clock.epoch, frozenUntil: until })
      })
    },
    async refresh(session) {
      const now = clock.monotonic()
      for (const calls of [own, others]) for (const [id, { freeAt }] of calls) if (freeAt <= now) calls.delete(id)
      const current = db.outsideVersion()
      if (current === version) return
      await read(session)
      version = current
    },
    freeAt: (of) =>
      held()
        .filter(({ retry }) => !of || retry)
        .map(({ freeAt }) => freeAt),
    expectedFreeAt: () =>
      held().map(({ freeAt, sentAt }) =>
        freeAt === Number.POSITIVE_INFINITY && sentAt !== undefined ? sentAt + parts.margin() + windowMs : freeAt,
      ),
    frozenUntil: () => frozenUntil,
    shared: () => others.size > 0,
    sent({ id, ...call }) {
      own.set(id, { ...call, freeAt: Number.POSITIVE_INFINITY })
    },
    counted(id, countedBy) {
      const call = own.get(id)
      if (call) own.set(id, { retry: call.retry, freeAt: countedBy + windowMs })
    },
    async forget(session) {
      const now = clock.monotonic()
      if (now < forgetAt) return
      forgetAt = now + windowMs
      await forgetCalls(
        session,
        { upstream: account, epoch: clock.epoch },
        {
          countedBefore: Math.floor(now - 2 * windowMs),
          sentBefore: Math.floor(now - LOST_MS),
          slotBefore: new Date(clock.now() - TRUSTED_AGE_MS - 2 * windowMs),
        },
      )
    },
    async freeze(until) {
      frozenUntil = Math.max(frozenUntil, until)
      await db.write(async (session) => {
        const known = await findUpstream(session, account)
        if (known) await putUpstream(session, { ...known, epoch: clock.epoch, frozenUntil: Math.ceil(frozenUntil) })
      })
    },
  }
}
