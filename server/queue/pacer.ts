import { v7 as uuidv7 } from 'uuid'
import type { Database, Session } from '../../db/database.ts'
import { forgetCalls, insertCall, listRecentCalls, settleCall, watchedSince } from '../../db/queries/upstream-calls.ts'
import type { Clock } from '../clock.ts'
import type { UpstreamLimit } from '../config.ts'

/** A slot on disk whose call has not been sent yet. */
export type Reserved = { id: string }

/** One call's slot: held from before it is sent. `sentAt` is monotonic milliseconds. */
export type Slot = Reserved & { sentAt: number }

/** What is known of a call that was answered; monotonic milliseconds, and the upstream's own count of its work. */
export type Answer = { headersReceivedAt?: number | undefined; serverProcessingMs?: number | undefined }

/**
 * Keeps calls within N counted in any window W, whatever the window's kind: a slot is free again at ub + W, where ub
 * is the latest moment its call can have been counted (limits.md). Without a limit it only keeps the log.
 */
export interface Pacer {
  readonly limit: UpstreamLimit | null
  /** Milliseconds until a slot opens: 0 now, Infinity while all are held by calls that nobody has answered yet. */
  opensInMs(): number
  /** Writes the slot down inside the claim's transaction; `hold` it once that is committed, and send at once. */
  reserve(session: Session, pictureId: string): Promise<Reserved>
  /** Takes the slot. Sending starts now: not when it was reserved, for a commit may wait for the disk or another writer. */
  hold(reserved: Reserved): Slot
  /** The call is over. Without an answer it may be counted as late as now + margin. Rejects if the log cannot be written. */
  settle(slot: Slot, answer: Answer | undefined): Promise<void>
  /** After a 429 all the same: nothing opens for `ms`, and calls are believed to travel half as long again, at most a window. */
  freeze(ms: number): void
  /** When each slot opens, milliseconds from now, soonest first; empty without a limit. */
  forecast(): number[]
  /** Milliseconds from one use of a slot to the next: the window, and how long calls travelled lately. */
  readonly roundMs: number
}

export async function createPacer(parts: {
  db: Database
  clock: Clock
  upstream: string
  limit: UpstreamLimit | null
}): Promise<Pacer> {
  const { db, clock, upstream, limit } = parts
  const windowMs = limit?.windowMs ?? 0
  let marginMs = limit?.marginMs ?? 0
  /** Monotonic moment each used slot is free again; Infinity while its call is out. */
  const freeAt = new Map<string, number>()
  /** When the calls that are out were sent. */
  const out = new Map<string, number>()
  let travelMs = marginMs
  let frozenUntil = Number.NEGATIVE_INFINITY
  if (limit) await recover(limit)

  /** What was called before this process started. Clamped, so that a wall clock set back cannot lock the gate for hours. */
  async function recover({ windowMs, marginMs }: UpstreamLimit) {
    const now = clock.now()
    const { since, calls } = await db.write(async (session) => {
      const since = await watchedSince(session, upstream, new Date(now))
      const calls = await listRecentCalls(session, upstream, new Date(now - windowMs))
      for (const call of calls.filter((c) => c.countedBy === null)) {
        await settleCall(session, call.id, new Date(now + marginMs))
      }
      await forgetCalls(session, upstream, new Date(now - 2 * windowMs))
      return { since, calls }
    })
    for (const call of calls) {
      const countedBy = call.countedBy?.getTime() ?? now + marginMs
      freeAt.set(call.id, clock.monotonic() + Math.min(countedBy - now, marginMs) + windowMs)
    }
    // Before the log began somebody may have called in our name: wait one window from its first entry.
    frozenUntil = clock.monotonic() + Math.min(since.getTime() - now + windowMs, windowMs)
  }

  function forget(now: number) {
    for (const [id, at] of freeAt) if (at <= now) freeAt.delete(id)
  }

  /** When each of the N slots is free, soonest first. After a lowered limit more than N are held: the first ones do not count. */
  function slots(n: number, now: number, freeAt: Iterable<number>): number[] {
    const used = [...freeAt].sort((a, b) => a - b)
    const free = Array.from({ length: Math.max(0, n - used.length) }, () => now)
    return [...free, ...used.slice(Math.max(0, used.length - n))]
  }

  return {
    limit,
    opensInMs() {
      if (!limit) return 0
      const now = clock.monotonic()
      forget(now)
      const slot = slots(limit.calls, now, freeAt.values())[0] ?? now
      return Math.max(0, slot - now, frozenUntil - now)
    },
    async reserve(session, pictureId) {
      const id = uuidv7()
      if (limit) await insertCall(session, { id, upstream, pictureId, slotAt: new Date(clock.now()) })
      return { id }
    },
    hold({ id }) {
      const sentAt = clock.monotonic()
      if (limit) {
        freeAt.set(id, Number.POSITIVE_INFINITY)
        out.set(id, sentAt)
      }
      return { id, sentAt }
    },
    async settle(slot, answer) {
      if (!limit) return
      const countedBy = latestCount(slot, answer, clock.monotonic(), marginMs)
      freeAt.set(slot.id, countedBy + windowMs)
      out.delete(slot.id)
      if (answer?.headersReceivedAt !== undefined) travelMs += 0.1 * (countedBy - slot.sentAt - travelMs)
      const countedByWall = new Date(clock.now() + countedBy - clock.monotonic())
      await db.write(async (session) => {
        await settleCall(session, slot.id, countedByWall)
        await forgetCalls(session, upstream, new Date(clock.now() - 2 * windowMs - 60_000))
      })
    },
    freeze(ms) {
      frozenUntil = Math.max(frozenUntil, clock.monotonic() + ms)
      marginMs = Math.min(Math.max(1, marginMs) * 1.5, Math.max(windowMs, marginMs))
    },
    forecast() {
      if (!limit) return []
      const now = clock.monotonic()
      forget(now)
      // A call that is out will be answered, and was then counted at its margin at the latest.
      const expected = [...freeAt].map(([id, at]) => {
        const sentAt = out.get(id)
        return sentAt === undefined ? at : sentAt + marginMs + windowMs
      })
      return slots(limit.calls, now, expected)
        .map((at) => Math.max(at, frozenUntil, now) - now)
        .sort((a, b) => a - b)
    },
    get roundMs() {
      return windowMs + travelMs
    },
  }
}

/** The latest monotonic moment the upstream can have counted the call: limits.md's `ub`. */
export function latestCount(slot: Slot, answer: Answer | undefined, now: number, marginMs: number): number {
  if (answer?.headersReceivedAt === undefined) return now + marginMs
  const took = answer.headersReceivedAt - slot.sentAt
  const worked = answer.serverProcessingMs ?? 0
  const believed = worked >= 0 && worked <= took ? worked : 0
  return Math.min(answer.headersReceivedAt - believed, slot.sentAt + marginMs)
}
