import { LRUCache } from 'lru-cache'
import type { Database } from '../../../db/database.ts'
import { type Expiring, listExpiring, renewEntry } from '../../../db/queries/cache-keeping.ts'
import { insertImage } from '../../../db/queries/images.ts'
import { countWaiting } from '../../../db/queries/queue.ts'
import type { Clock } from '../../clock.ts'
import type { Events } from '../../events/types.ts'
import type { Account } from '../../queue/accounts.ts'
import { createAlarm } from '../../queue/alarm.ts'
import type { Counted, Pacer, Reserved, Slot } from '../../queue/pacer.ts'
import type { Storage } from '../../storage/types.ts'
import type { Log } from '../../telemetry/log.ts'
import { type DrawnPicture, UpstreamError } from '../../upstream/types.ts'
import { seedOf } from '../key.ts'
import { dropUnused } from './drop-unused.ts'
import { firstWorth } from './worth.ts'

/** Of the slots, those that may be in use, by anybody, when one more is taken to warm up: the other four fifths are people's. */
const SHARE = 0.2
/** Nobody waits, nothing is drawn, and nobody has come for so long. */
const QUIET_MS = 10_000
/** "About to expire": in the last part of its time. */
const LAST_PART = 1 / 8
const LOOK_AGAIN_MS = 300_000
const AFTER_A_FAILURE_MS = 600_000
const CANDIDATES = 50

/** Draws anew what is wanted and about to expire, when nobody waits. Nobody is charged, and nobody is kept waiting for it. */
export interface WarmUp {
  /** How many were drawn since the start. */
  readonly drawn: number
  start(): void
  /** Ends what is under way. */
  close(): Promise<void>
}

export type WarmUpParts = {
  db: Database
  clock: Clock
  log: Log
  storage: Storage
  events: Events
  accounts: readonly Account[]
  dispatcher: { readonly inFlight: number }
  ttlMs: number
  look: { width: number; height: number; style: string }
  /** The key these words are kept under for everybody by whoever draws now: entries under another are left alone. */
  keyOf: (words: string) => string
}

export function createWarmUp(parts: WarmUpParts): WarmUp {
  const { db, clock, log, storage, ttlMs, look } = parts
  const alarm = createAlarm(clock, () => void lookAround())
  let closed = false
  let call = new AbortController()
  /** Words that could not be drawn are not tried again. */
  const failed = new LRUCache<string, true>({ max: 1_000 })
  let unsubscribe = () => {}
  let busyAt = clock.monotonic()
  let underway: Promise<void> = Promise.resolve()
  let drawn = 0

  function lookAround() {
    underway = drawOne()
      .catch((error) => {
        log.error({ room: 'cache', error }, 'wanted pictures cannot be drawn anew at this moment')
        return AFTER_A_FAILURE_MS
      })
      .then((restMs) => alarm.set(restMs))
  }

  /** Draws one if all is quiet and one is wanted. How long to rest. */
  async function drawOne(): Promise<number> {
    const quietMs = clock.monotonic() - busyAt
    if (quietMs < QUIET_MS) return QUIET_MS - quietMs
    if (await isBusy()) return QUIET_MS
    const account = parts.accounts.find(isFree)
    if (!account) return QUIET_MS
    const wanted = await findWanted()
    if (!wanted) return Math.min(LOOK_AGAIN_MS, ttlMs * LAST_PART)
    const reserved = await reserve(account.pacer)
    return reserved ? await draw(account, reserved, wanted) : QUIET_MS
  }

  const isBusy = async () =>
    parts.dispatcher.inFlight > 0 || [...(await countWaiting(db.read)).values()].some((waiting) => waiting > 0)

  const isFree = ({ pacer, breaker }: Account) => breaker.leftMs() === 0 && !breaker.open && hasRoom(pacer)

  async function findWanted(): Promise<Expiring | undefined> {
    const nowMs = clock.now()
    const expiring = { now: new Date(nowMs), until: new Date(nowMs + ttlMs * LAST_PART) }
    // Wanted: as much as what somebody asks for at this moment, though nobody has for most of its time.
    return (await listExpiring(db.read, expiring, CANDIDATES)).find(
      ({ key, words, worth, bytes }) =>
        worth >= firstWorth(nowMs, bytes) && !failed.has(key) && parts.keyOf(words) === key,
    )
  }

  /** Alone in its commit: no claim of somebody's picture, with slots that are not held yet, is in it. */
  function reserve(pacer: Pacer): Promise<Reserved | undefined> {
    return db.write(
      async (session) => {
        await pacer.refresh(session)
        const waiting = [...(await countWaiting(session)).values()].some((count) => count > 0)
        if (waiting || !hasRoom(pacer) || pacer.opensInMs(session) > 0) return undefined
        return await pacer.reserve(session, { pictureId: 'warm-up', retry: false })
      },
      { alone: true },
    )
  }

  async function draw(account: Account, reserved: Reserved, wanted: Expiring): Promise<number> {
    const { upstream, pacer, breaker } = account
    const slot = pacer.hold(reserved)
    const ticket = breaker.sent()
    const begun = clock.monotonic()
    const request = { ...look, words: wanted.words, seed: seedOf(wanted.key), sendBy: slot.sendBy }
    let picture: DrawnPicture
    call = new AbortController()
    if (closed) call.abort()
    try {
      picture = await upstream.draw({ ...request, signal: call.signal })
      breaker.succeeded(ticket)
    } catch (error) {
      breaker.ended(ticket)
      await giveUp(account, slot, wanted, error)
      return AFTER_A_FAILURE_MS
    }
    await keep(wanted, picture, { source: upstream.model, pacer, counted: pacer.settle(slot, picture) })
    drawn++
    log.debug({ room: 'cache', drawn }, 'a wanted picture was drawn anew before it expired')
    // Without slots, a fifth of the time.
    return pacer.limit ? 0 : (clock.monotonic() - begun) * (1 / SHARE - 1)
  }

  async function giveUp({ pacer, breaker }: Account, slot: Slot, { key }: Expiring, error: unknown) {
    const known = error instanceof UpstreamError ? error : undefined
    const counted = pacer.settle(slot, known)
    await db.write((session) => pacer.log(session, counted))
    if (closed) return
    failed.set(key, true)
    log.warn({ room: 'cache', kind: known?.kind, error }, 'a wanted picture could not be drawn anew')
    if (known?.kind !== 'rate-limited') return
    const pauseMs = Math.max((known.retryAfterSeconds ?? 0) * 1000, pacer.limit?.windowMs ?? 60_000)
    breaker.pause(pauseMs)
    await pacer.freeze(pauseMs)
  }

  async function keep(
    { key, imageHash: oldHash }: Expiring,
    { bytes, width, height }: DrawnPicture,
    { source, pacer, counted }: { source: string; pacer: Pacer; counted: Counted },
  ) {
    const hash = await storage.put(bytes)
    const now = new Date(clock.now())
    const row = { hash, mime: 'image/webp', bytes: bytes.length, width, height, source, createdAt: now }
    const expiresAt = new Date(now.getTime() + ttlMs)
    await db.write(async (session) => {
      await pacer.log(session, counted)
      await insertImage(session, row)
      await renewEntry(session, { key, oldHash, imageHash: hash, expiresAt })
    })
    // The same bytes may have been removed, as nobody's, between put and commit.
    if (!(await storage.stat(hash, 'webp'))) await storage.put(bytes)
    await dropUnused({ db, storage }, [...new Set([oldHash, hash])])
  }

  return {
    get drawn() {
      return drawn
    },
    start() {
      unsubscribe = parts.events.subscribe(['queue'], () => {
        busyAt = clock.monotonic()
      })
      alarm.set(QUIET_MS)
    },
    async close() {
      unsubscribe()
      alarm.close()
      closed = true
      call.abort()
      await underway
    },
  }
}

/** Whether one more would leave four fifths of the slots to people; in any window it then takes a fifth of them at most. */
function hasRoom({ limit, forecast }: Pick<Pacer, 'limit' | 'forecast'>): boolean {
  if (!limit) return true
  const used = forecast().filter((ms) => ms > 0).length
  return used + 1 <= Math.floor(limit.calls * SHARE)
}
