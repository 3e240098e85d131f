import type { Database } from '../../db/database.ts'
import { earliestLease, listExpiredClaims, renewLease, returnClaim } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Reason } from '../errors.ts'
import type { Events } from '../events/types.ts'
import type { Storage } from '../storage/types.ts'
import type { Log } from '../telemetry/log.ts'
import { type Upstream, UpstreamError } from '../upstream/types.ts'
import { createBackoff } from './backoff.ts'
import { startsInMs } from './estimate.ts'
import { claimNext, type Lane, placeOf } from './lanes.ts'
import type { Answer, Pacer, Slot } from './pacer.ts'
import { settleFailed, settleReady } from './settle.ts'

const MAX_ATTEMPTS = 3
/** A claim is renewed every third of this; after a crash its picture is back in the queue this soon. */
const LEASE_MS = 15_000

export type Place = { position: number; startsInSeconds: number; pausedSeconds?: number }

/** Draws whoever's turn it is whenever the pacer has a slot. Wakes by events and one timer; idle, it does nothing at all. */
export interface Dispatcher {
  start(): Promise<void>
  /** Something may be drawable now: a picture was asked for, or a slot was given back. */
  wake(): void
  /** A waiting picture's place: its position (1 is next) and the estimate of when it is sent. */
  placeOf(picture: Pick<Picture, 'id' | 'lane' | 'turn'>): Promise<Place>
  /** Whole seconds until a picture at `position` would be sent. */
  estimateSeconds(position: number): number
  readonly inFlight: number
  /** Stops claiming, ends calls that are out and puts their pictures back in their places. */
  stop(): Promise<void>
}

type Parts = {
  db: Database
  clock: Clock
  lanes: readonly Lane[]
  pacer: Pacer
  upstream: Upstream
  storage: Storage
  events: Events
  log: Log
  concurrency: number
  cacheTtlMs: number
  random: () => number
}

type Flight = { claimed: Picture; abort: AbortController; done: Promise<void> }

export function createDispatcher(parts: Parts): Dispatcher {
  const { db, clock, lanes, pacer, upstream, storage, events, log } = parts
  const flights = new Map<string, Flight>()
  const backoff = createBackoff(clock, parts.random)
  let drawingMs = upstream.kind === 'renderer' ? 150 : 5_000
  let stopping = false
  let pumping: Promise<void> | undefined
  let wanted = false
  let disarm = () => {}
  let disarmRenewal = () => {}
  let disarmLease = () => {}

  function wake() {
    wanted = true
    if (stopping || pumping) return
    pumping = pump()
      .catch((error) => {
        log.error({ room: 'queue', error }, 'the dispatcher met an error; it tries again in a second')
        arm(1_000)
      })
      .finally(() => {
        pumping = undefined
        if (wanted) wake()
      })
  }

  function arm(ms: number) {
    disarm()
    disarm = clock.timer(ms, wake)
  }

  async function pump() {
    while (wanted && !stopping) {
      wanted = false
      while (!stopping && flights.size < parts.concurrency) {
        const waitMs = Math.max(pacer.opensInMs(), backoff.leftMs())
        if (waitMs > 0) {
          if (Number.isFinite(waitMs)) arm(waitMs)
          break
        }
        const next = await claimWithSlot()
        if (!next) break
        launch(next.claimed, next.slot)
        events.publish('queue')
      }
    }
  }

  /** Claim and slot in one transaction: never a call without its slot on disk, never a slot without its claim. */
  async function claimWithSlot() {
    const now = clock.now()
    const claimed = await db.write(async (session) => {
      const picture = await claimNext(session, lanes, { now: new Date(now), leaseUntil: new Date(now + LEASE_MS) })
      return picture && { claimed: picture, slot: await pacer.reserve(session, picture.id) }
    })
    if (claimed) pacer.hold(claimed.slot)
    return claimed
  }

  function launch(claimed: Picture, slot: Slot) {
    const abort = new AbortController()
    const done = draw(claimed, slot, abort.signal)
      .catch((error) => {
        log.error({ room: 'queue', picture: claimed.id, error }, 'a picture could not be settled; its lease will end')
        armRecovery(LEASE_MS + 1)
      })
      .finally(() => {
        flights.delete(claimed.id)
        wake()
      })
    flights.set(claimed.id, { claimed, abort, done })
    events.publish(`picture:${claimed.id}`)
    if (flights.size === 1) armRenewal()
  }

  async function draw(claimed: Picture, slot: Slot, signal: AbortSignal) {
    const { width, height, style, seed } = claimed.params
    let answer: Answer | undefined
    try {
      const drawn = await upstream.draw({ words: claimed.words, seed, width, height, style, signal })
      answer = { serverProcessingMs: drawn.serverProcessingMs, headersReceivedAt: drawn.headersReceivedAt }
      backoff.succeeded()
      drawingMs += 0.2 * (clock.monotonic() - slot.sentAt - drawingMs)
      const hash = await storage.put(drawn.bytes)
      const now = clock.now()
      const image = { hash, mime: 'image/webp', bytes: drawn.bytes.length, width: drawn.width, height: drawn.height }
      const changed = await db.write((session) =>
        settleReady(session, claimed, {
          image: { ...image, source: upstream.model, createdAt: new Date(now) },
          now: new Date(now),
          expiresAt: new Date(now + parts.cacheTtlMs),
        }),
      )
      for (const id of changed) events.publish(`picture:${id}`)
    } catch (error) {
      if (error instanceof UpstreamError) {
        answer = { serverProcessingMs: error.serverProcessingMs, headersReceivedAt: error.headersReceivedAt }
      }
      await giveBack(claimed, error)
    } finally {
      await pacer.settle(slot, answer)
    }
  }

  /** What an error means for the picture: its place back and another try, or the end of it and everybody's charge returned. */
  async function giveBack(claimed: Picture, error: unknown) {
    const kind = error instanceof UpstreamError ? error.kind : 'ours'
    if (kind === 'aborted') {
      await db.write((session) => returnClaim(session, claimed, { countAttempt: false }))
      return
    }
    log.warn({ room: 'upstream', picture: claimed.id, kind, attempt: claimed.attempts, error }, 'a call failed')
    const final = FINAL[kind]
    if (final || (kind !== 'rate-limited' && claimed.attempts >= MAX_ATTEMPTS)) {
      const reason = final ?? 'upstream-failed'
      const changed = await db.write((s) => settleFailed(s, claimed, { reason, now: new Date(clock.now()) }))
      for (const id of changed) events.publish(`picture:${id}`)
    } else {
      await db.write((session) => returnClaim(session, claimed, { countAttempt: kind !== 'rate-limited' }))
      events.publish(`picture:${claimed.id}`)
    }
    if (kind === 'rate-limited') {
      const retryAfterMs = (error instanceof UpstreamError ? (error.retryAfterSeconds ?? 0) : 0) * 1000
      pacer.freeze(Math.max(retryAfterMs, pacer.limit?.windowMs ?? 60_000))
      backoff.pause(Math.max(retryAfterMs, pacer.limit?.windowMs ?? 60_000))
    } else if (!final) {
      backoff.failed()
    }
    events.publish('queue')
  }

  function armRenewal() {
    disarmRenewal()
    disarmRenewal = clock.timer(LEASE_MS / 3, () => {
      if (flights.size === 0) return
      const leaseUntil = new Date(clock.now() + LEASE_MS)
      db.write(async (session) => {
        for (const { claimed } of flights.values()) await renewLease(session, claimed, leaseUntil)
      }).catch((error) => log.error({ room: 'queue', error }, 'leases could not be renewed'))
      armRenewal()
    })
  }

  /** Pictures whose process died go back to their places once their lease is over; one timer, on the earliest. */
  async function recoverExpired() {
    const now = new Date(clock.now())
    const returned = await db.write(async (session) => {
      const expired = await listExpiredClaims(session, now)
      const failed: string[] = []
      for (const picture of expired) {
        if (picture.attempts < MAX_ATTEMPTS) await returnClaim(session, picture, { countAttempt: true })
        else failed.push(...(await settleFailed(session, picture, { reason: 'upstream-failed', now })))
      }
      return [...failed, ...expired.map((picture) => picture.id)]
    })
    for (const id of returned) events.publish(`picture:${id}`)
    if (returned.length > 0) wake()
    const next = await earliestLease(db.read)
    if (next) armRecovery(next.getTime() - clock.now() + 1)
  }

  function armRecovery(ms: number) {
    disarmLease()
    if (stopping) return
    disarmLease = clock.timer(ms, () => {
      recoverExpired().catch((error) => {
        log.error({ room: 'queue', error }, 'expired claims could not be returned; trying again')
        armRecovery(LEASE_MS)
      })
    })
  }

  function estimateMs(position: number) {
    const facts = { forecast: pacer.forecast(), limit: pacer.limit, concurrency: parts.concurrency }
    return Math.max(backoff.leftMs(), startsInMs({ position, ...facts, inFlight: flights.size, drawingMs }))
  }

  return {
    async start() {
      await recoverExpired()
      wake()
    },
    wake,
    async placeOf(picture) {
      const position = await placeOf(db.read, lanes, picture)
      const pausedMs = backoff.leftMs()
      return {
        position,
        startsInSeconds: Math.ceil(estimateMs(position) / 1000),
        ...(pausedMs > 0 && { pausedSeconds: Math.ceil(pausedMs / 1000) }),
      }
    },
    estimateSeconds: (position) => Math.ceil(estimateMs(position) / 1000),
    get inFlight() {
      return flights.size
    },
    async stop() {
      stopping = true
      disarm()
      disarmRenewal()
      disarmLease()
      await pumping
      for (const flight of flights.values()) flight.abort.abort()
      await Promise.all([...flights.values()].map((flight) => flight.done))
    },
  }
}

/** Errors no second try can mend, and the reason their asker reads. */
const FINAL: Partial<Record<string, Reason>> = { refused: 'moderation', 'bad-request': 'upstream-failed' }
