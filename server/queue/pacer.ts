import { v7 as uuidv7 } from 'uuid'
import type { Database, Session } from '../../db/database.ts'
import { insertCall, settleCall } from '../../db/queries/upstream-calls.ts'
import type { Clock } from '../clock.ts'
import type { UpstreamLimit } from '../config.ts'
import { createSlotLog } from './slot-log.ts'

/** A call that was given a slot is sent within this, or not at all: so a slot whose process fell silent frees itself. */
export const SEND_WITHIN_MS = 10_000
/** Of the slots, those that second and third tries may hold. */
const RETRY_SHARE = 0.1

/** A slot on disk whose call has not been sent yet; it must not be sent after `sendBy`, monotonic milliseconds. */
export type Reserved = { id: string; sendBy: number; retry: boolean }

/** One call's slot: held from before it is sent. `sentAt` is monotonic milliseconds. */
export type Slot = Reserved & { sentAt: number }

/** A call that is over: the latest monotonic moment the upstream can have counted it. */
export type Counted = { id: string; countedBy: number }

/** What is known of a call that was answered; monotonic milliseconds, and the upstream's own count of its work. */
export type Answer = {
  /** When its last byte was written, if that is known: later than it was meant to be, if the process stood still. */
  sentAt?: number | undefined
  headersReceivedAt?: number | undefined
  serverProcessingMs?: number | undefined
}

/**
 * Keeps calls within N counted in any window W, whatever the window's kind: a slot is free again at ub + W, where ub
 * is the latest moment its call can have been counted (limits.md). One account of an upstream, shared by all processes
 * on one database. Without a limit it keeps nothing.
 */
export interface Pacer {
  readonly limit: UpstreamLimit | null
  /**
   * Milliseconds until a slot opens: 0 now, Infinity while all are held by calls of ours that nobody has answered yet. In a
   * transaction that has reserved some: with those taken.
   */
  opensInMs(session?: Session): number
  /** The same for a second or third try: those hold a tenth of the slots at most, and one at least. */
  retryOpensInMs(session?: Session): number
  /**
   * Writes an open slot down inside the claim's transaction; `hold` it once that is committed, and send at once. Throws if
   * none is open: `refresh` in the same transaction and ask first.
   */
  reserve(session: Session, call: { pictureId: string; retry: boolean }): Promise<Reserved>
  /** Takes the slot. Sending starts now: not when it was reserved, for a commit may wait for the disk or another writer. */
  hold(reserved: Reserved): Slot
  /** The call is over. Without an answer it may be counted as late as now + margin. Known at once in memory: `log` it, too. */
  settle(slot: Slot, answer: Answer | undefined): Counted
  /** Writes down what `settle` came to, in the transaction that ends the claim. */
  log(session: Session, counted: Counted): Promise<void>
  /** Brings what other processes hold up to what is committed. */
  refresh(session: Session): Promise<void>
  /** Whether other processes hold slots: then they may open sooner than is known here. */
  readonly shared: boolean
  /** After a 429 all the same: nothing opens for `ms`, and calls are believed to travel half as long again, at most a window. */
  freeze(ms: number): Promise<void>
  /** When each slot opens, milliseconds from now, soonest first; empty without a limit. */
  forecast(): number[]
  /** The same for those that second and third tries may hold. */
  retryForecast(): number[]
  /** Milliseconds from one use of a slot to the next: the window, and how long calls travelled lately. */
  readonly roundMs: number
}

type Parts = { db: Database; clock: Clock; account: string; limit: UpstreamLimit | null; sendWithinMs?: number }

/** Opens an account's slots, with what was called before this process started: a first start waits one window. */
export async function createPacer({ db, clock, account, limit, ...parts }: Parts): Promise<Pacer> {
  if (!limit) return createUnlimited(clock)
  const { windowMs } = limit
  const { sendWithinMs = SEND_WITHIN_MS } = parts
  let marginMs = limit.marginMs
  let travelMs = marginMs
  const slotLog = createSlotLog({ db, clock, account, windowMs, margin: () => marginMs, sendWithinMs })
  await slotLog.open()

  /** When each of the N slots is free, soonest first. After a lowered limit more than N are held: the first ones do not count. */
  function slots(n: number, now: number, freeAt: readonly number[]): number[] {
    const used = freeAt.filter((at) => at > now).sort((a, b) => a - b)
    const free = Array.from({ length: Math.max(0, n - used.length) }, () => now)
    return [...free, ...used.slice(Math.max(0, used.length - n))]
  }

  const retries = Math.max(1, Math.floor(limit.calls * RETRY_SHARE))

  function leftMs(n: number, freeAt: readonly number[]) {
    const now = clock.monotonic()
    return Math.max(0, (slots(n, now, freeAt)[0] ?? now) - now, slotLog.frozenUntil() - now)
  }

  /** What a transaction has reserved so far: nobody's, should it come to nothing. */
  const reservedIn = new WeakMap<Session, Reserved[]>()

  const taken = (session: Session | undefined, which: (reserved: Reserved) => boolean) =>
    (session && reservedIn.get(session))?.filter(which).map(() => Number.POSITIVE_INFINITY) ?? []
  const opensInMs = (session?: Session) => leftMs(limit.calls, [...slotLog.freeAt(), ...taken(session, () => true)])
  const retryOpensInMs = (session?: Session) =>
    Math.max(
      opensInMs(session),
      leftMs(retries, [...slotLog.freeAt({ retry: true }), ...taken(session, ({ retry }) => retry)]),
    )

  return {
    limit,
    opensInMs,
    retryOpensInMs,
    async reserve(session, { pictureId, retry }) {
      if ((retry ? retryOpensInMs(session) : opensInMs(session)) > 0) throw new Error('no slot is open')
      const call = { id: uuidv7(), retry, sendBy: Math.floor(clock.monotonic() + sendWithinMs) }
      const slotAt = new Date(clock.now())
      await insertCall(session, { ...call, pictureId, upstream: account, slotAt, epoch: clock.epoch })
      reservedIn.set(session, [...(reservedIn.get(session) ?? []), call])
      return call
    },
    hold(reserved) {
      const slot = { ...reserved, sentAt: clock.monotonic() }
      slotLog.sent(slot)
      return slot
    },
    settle(slot, answer) {
      const countedBy = latestCount(slot, answer, clock.monotonic(), marginMs)
      slotLog.counted(slot.id, countedBy)
      if (answer?.headersReceivedAt !== undefined) travelMs += 0.1 * (countedBy - slot.sentAt - travelMs)
      return { id: slot.id, countedBy }
    },
    async log(session, { id, countedBy }) {
      await settleCall(session, { id, epoch: clock.epoch, countedBy: Math.ceil(countedBy) })
      await slotLog.forget(session)
    },
    refresh: (session) => slotLog.refresh(session),
    get shared() {
      return slotLog.shared()
    },
    async freeze(ms) {
      marginMs = Math.min(Math.max(1, marginMs) * 1.5, Math.max(windowMs, marginMs))
      await slotLog.freeze(clock.monotonic() + ms)
    },
    forecast() {
      const now = clock.monotonic()
      return slots(limit.calls, now, slotLog.expectedFreeAt())
        .map((at) => Math.max(at, slotLog.frozenUntil(), now) - now)
        .sort((a, b) => a - b)
    },
    retryForecast() {
      const now = clock.monotonic()
      const atMost = now + marginMs + windowMs // one that is out will have been counted within the margin
      return slots(retries, now, slotLog.freeAt({ retry: true })).map((at) => Math.min(at, atMost) - now)
    },
    get roundMs() {
      return windowMs + travelMs
    },
  }
}

/** The latest monotonic moment the upstream can have counted the call: limits.md's `ub`. */
export function latestCount(slot: Slot, answer: Answer | undefined, now: number, marginMs: number): number {
  if (answer?.headersReceivedAt === undefined) return now + marginMs
  const sentAt = Math.max(slot.sentAt, answer.sentAt ?? slot.sentAt)
  const took = answer.headersReceivedAt - sentAt
  const worked = answer.serverProcessingMs
  // Where the upstream says how long it worked, the rest was travel, however long: the margin is for those that do not say.
  if (worked !== undefined && worked >= 0 && worked <= took) return answer.headersReceivedAt - worked
  return Math.min(answer.headersReceivedAt, sentAt + marginMs)
}

function createUnlimited(clock: Clock): Pacer {
  return {
    limit: null,
    opensInMs: () => 0,
    retryOpensInMs: () => 0,
    reserve: async (_session, { retry }) => ({ id: '', retry, sendBy: Number.POSITIVE_INFINITY }),
    hold: (reserved) => ({ ...reserved, sentAt: clock.monotonic() }),
    settle: ({ id }) => ({ id, countedBy: clock.monotonic() }),
    log: async () => {},
    refresh: async () => {},
    shared: false,
    freeze: async () => {},
    forecast: () => [],
    retryForecast: () => [],
    roundMs: 0,
  }
}
