import type { Database } from '../../db/database.ts'
import { oldestWaiting } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Events } from '../events/types.ts'
import type { Storage } from '../storage/types.ts'
import type { Log } from '../telemetry/log.ts'
import type { Upstream } from '../upstream/types.ts'
import { createAlarm } from './alarm.ts'
import { createBackoff } from './backoff.ts'
import { drawClaimed } from './draw-claimed.ts'
import { createExpiry } from './expiry.ts'
import { claimNext, type Lane } from './lanes.ts'
import { createLeases } from './leases.ts'
import type { Pacer, Slot } from './pacer.ts'
import { createPlaces, type Places } from './places.ts'

const AFTER_AN_ERROR_MS = 1_000

/** Draws whoever's turn it is whenever the pacer has a slot. Wakes by events and timers that somebody waits for; idle, it has none. */
export interface Dispatcher {
  start(): Promise<void>
  /** Something may be drawable now: a picture was asked for, or a slot was given back. */
  wake(): void
  readonly places: Places
  /** Whole seconds for which nothing is sent because the upstream struggles; 0 when it does not. */
  readonly pausedSeconds: number
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
  /** A picture that has waited this long is given up and refunded. */
  expireAfterMs: number
  random: () => number
}

type Flight = { claimed: Picture; abort: AbortController; done: Promise<void> }

export function createDispatcher(parts: Parts): Dispatcher {
  const { db, clock, lanes, pacer, upstream, events, log } = parts
  const flights = new Map<string, Flight>()
  const backoff = createBackoff(clock, parts.random)
  const nextSlot = createAlarm(clock, wake)
  const leases = createLeases({ db, clock, log, held: flights, onRecovered: changedAll })
  const expiry = createExpiry({ db, clock, log, afterMs: parts.expireAfterMs, onExpired: changedAll })
  const places = createPlaces({ ...parts, backoff, drawing: () => ({ inFlight: flights.size, drawingMs }) })
  let drawingMs = upstream.kind === 'renderer' ? 150 : 5_000
  let stopping = false
  let pumping: Promise<void> | undefined
  let wanted = false

  /** Whoever makes a picture claimable, or a slot or a hand free, calls this after committing: so no wake-up is lost. */
  function wake() {
    wanted = true
    if (stopping || pumping) return
    pumping = pump()
      .catch((error) => {
        log.error({ room: 'queue', error }, 'the dispatcher met an error; it tries again in a second')
        nextSlot.set(AFTER_AN_ERROR_MS)
      })
      .finally(() => {
        pumping = undefined
        if (wanted) wake()
      })
  }

  async function pump() {
    while (wanted && !stopping) {
      wanted = false
      nextSlot.clear()
      while (!stopping && canSend() && waitMs() === 0) {
        const next = await claimWithSlot()
        if (!next) break
        launch(next.claimed, next.slot)
        events.publish('queue')
      }
      const oldest = await oldestWaiting(db.read)
      expiry.watch(oldest)
      // With every hand or slot in use there is nothing to time: the end of a call wakes.
      const ms = waitMs()
      if (oldest && canSend() && ms > 0 && Number.isFinite(ms)) nextSlot.set(ms)
    }
  }

  const canSend = () => flights.size < parts.concurrency
  const waitMs = () => Math.max(pacer.opensInMs(), backoff.leftMs())

  /** Claim and slot in one transaction: never a call without its slot on disk, never a slot without its claim. */
  async function claimWithSlot(): Promise<{ claimed: Picture; slot: Slot } | undefined> {
    const next = await db.write(async (session) => {
      const claimed = await claimNext(session, lanes, { now: new Date(clock.now()), leaseUntil: leases.until() })
      return claimed && { claimed, reserved: await pacer.reserve(session, claimed.id) }
    })
    return next && { claimed: next.claimed, slot: pacer.hold(next.reserved) }
  }

  function launch(claimed: Picture, slot: Slot) {
    const abort = new AbortController()
    if (stopping) abort.abort()
    const done = drawClaimed({ ...parts, backoff, onDrawn }, { claimed, slot, signal: abort.signal })
      .catch((error) => {
        log.error({ room: 'queue', picture: claimed.id, error }, 'a picture could not be settled; its lease will end')
        leases.recoverLater()
      })
      .finally(() => {
        flights.delete(claimed.id)
        if (flights.size === 0) leases.rest()
        wake()
      })
    flights.set(claimed.id, { claimed, abort, done })
    if (flights.size === 1) leases.renew()
    events.publish(`picture:${claimed.id}`)
  }

  function onDrawn(tookMs: number) {
    drawingMs += 0.2 * (tookMs - drawingMs)
  }

  function changedAll(pictureIds: string[]) {
    for (const id of pictureIds) events.publish(`picture:${id}`)
    events.publish('queue')
    wake()
  }

  const pausedSeconds = () => Math.ceil(backoff.leftMs() / 1000)

  return {
    async start() {
      await leases.recover()
      wake()
    },
    wake,
    places,
    get pausedSeconds() {
      return pausedSeconds()
    },
    get inFlight() {
      return flights.size
    },
    async stop() {
      stopping = true
      nextSlot.close()
      leases.stop()
      expiry.stop()
      await pumping
      for (const flight of flights.values()) flight.abort.abort()
      await Promise.all([...flights.values()].map((flight) => flight.done))
    },
  }
}
