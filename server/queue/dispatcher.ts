import type { Database } from '../../db/database.ts'
import { oldestWaiting } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import type { SimilarPictures } from '../cache/similar/similar-pictures.ts'
import type { Clock } from '../clock.ts'
import type { Events } from '../events/types.ts'
import type { Storage } from '../storage/types.ts'
import type { Log } from '../telemetry/log.ts'
import { type Account, createAccounts } from './accounts.ts'
import { createAlarm } from './alarm.ts'
import { type Call, drawClaimed } from './draw-claimed.ts'
import { createExpiry } from './expiry.ts'
import { claimNext, type Lane } from './lanes.ts'
import { createLeases } from './leases.ts'
import type { Reserved } from './pacer.ts'
import { createPlaces, type Places } from './places.ts'

const AFTER_AN_ERROR_MS = 1_000
/** Where other processes hold slots, what they know of them is read again this often while somebody waits. */
const LOOK_AGAIN_MS = 250
/** So many claims share a transaction, and the wait for the disk, when as many slots are open. */
const MOST_AT_ONCE = 10

/** Draws whoever's turn it is whenever the pacer has a slot. Wakes by events and timers that somebody waits for; idle, it has none. */
export interface Dispatcher {
  start(): Promise<void>
  /** Something may be drawable now: a picture was asked for, or a slot was given back. */
  wake(): void
  readonly places: Places
  /** Whole seconds for which nothing is sent because the upstream struggles; 0 when it does not. */
  readonly pausedSeconds: number
  readonly inFlight: number
  /** Calls the upstream allows in any window, and how many of them could go now; absent where it has no limit. */
  readonly slots: { limit: number; free: number; windowSeconds: number } | undefined
  /** Milliseconds a drawing takes lately, from sending. */
  readonly drawingMs: number
  /** Stops claiming, ends calls that are out and puts their pictures back in their places. */
  stop(): Promise<void>
}

type Parts = {
  db: Database
  clock: Clock
  lanes: readonly Lane[]
  accounts: readonly [Account, ...Account[]]
  storage: Storage
  events: Events
  log: Log
  concurrency: number
  cacheTtlMs: number
  /** Reads words that get a picture, so that it is found by similar ones; absent where nothing similar is looked for. */
  similar?: Pick<SimilarPictures, 'read'> | undefined
  /** A picture that has waited this long is given up and refunded. */
  expireAfterMs: number
  /** A claim nobody renews for so long is another's to make. */
  leaseMs?: number
}

type Claimed = Call & { abort: AbortController }

type Flight = { claimed: Picture; abort: AbortController; done: Promise<void> }

export function createDispatcher(parts: Parts): Dispatcher {
  const { db, clock, lanes, events, log } = parts
  const accounts = createAccounts(parts.accounts)
  const flights = new Map<string, Flight>()
  const nextSlot = createAlarm(clock, wake)
  const leases = createLeases({ ...parts, held: flights, onRecovered: changedAll })
  const expiry = createExpiry({ db, clock, log, afterMs: parts.expireAfterMs, onExpired: changedAll })
  const places = createPlaces({ ...parts, accounts, drawing: () => ({ inFlight: flights.size, drawingMs }) })
  let drawingMs = parts.accounts[0].upstream.kind === 'renderer' ? 150 : 5_000
  let outside: number | undefined
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
      await lookOutside()
      while (!stopping && canSend() && accounts.opensInMs() === 0) {
        const calls = await claimWithSlots()
        if (calls.length === 0) break
        for (const call of calls) launch(call)
        events.publish('queue')
      }
      const oldest = await oldestWaiting(db.read)
      expiry.watch(oldest)
      // With every hand or slot in use there is nothing to time: the end of a call wakes.
      const ms = oldest && canSend() ? waitMs() : Number.POSITIVE_INFINITY
      if (Number.isFinite(ms)) nextSlot.set(ms)
    }
  }

  const canSend = () => flights.size < parts.concurrency

  /** Until it is worth trying again. An open slot that nobody could be given is one for those who were not tried before. */
  function waitMs() {
    const ms = accounts.opensInMs() || accounts.retryOpensInMs()
    return accounts.shared ? Math.min(ms, LOOK_AGAIN_MS) : ms
  }

  /** Another process may have used slots, freed some, or died with pictures in its hands. */
  async function lookOutside() {
    const version = db.outsideVersion()
    if (version === outside) return
    await accounts.refresh(db.read)
    await leases.watch()
    outside = version
  }

  /** Claims and slots in one transaction: never a call without its slot on disk, never a slot without its claim. */
  async function claimWithSlots(): Promise<Claimed[]> {
    const account = accounts.pick()
    if (!account) return []
    const { pacer, breaker } = account
    const most = Math.min(MOST_AT_ONCE, parts.concurrency - flights.size, breaker.room)
    const claims = await db.write(async (session) => {
      await pacer.refresh(session)
      const claims: { claimed: Picture; reserved: Reserved }[] = []
      // Another process may have been quicker.
      while (claims.length < most && pacer.opensInMs(session) === 0) {
        const claim = { now: new Date(clock.now()), leaseUntil: leases.until() }
        const mayRetry = pacer.retryOpensInMs(session) === 0
        const next = (retries: boolean) => claimNext(session, lanes, { ...claim, retries })
        const claimed = (await next(mayRetry && !breaker.wantsAnother)) ?? (mayRetry ? await next(true) : undefined)
        if (!claimed) break
        const retry = claimed.failures > 0
        claims.push({ claimed, reserved: await pacer.reserve(session, { pictureId: claimed.id, retry }) })
      }
      return claims
    })
    return claims.map(({ claimed, reserved }) => {
      const abort = new AbortController()
      const slot = pacer.hold(reserved)
      return { claimed, account, slot, ticket: breaker.sent(), abort, signal: abort.signal }
    })
  }

  function launch(call: Claimed) {
    const { claimed, abort } = call
    if (stopping) abort.abort()
    const done = drawClaimed({ ...parts, onDrawn }, call)
      .catch((error) => {
        call.account.breaker.ended(call.ticket)
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
    const { id: picture, toldMs, toldAtMostMs, createdAt, startedAt, attempts } = claimed
    const waitedMs = (startedAt ?? createdAt).getTime() - createdAt.getTime()
    if (attempts === 1) log.debug({ room: 'queue', picture, toldMs, toldAtMostMs, waitedMs }, 'a picture has its turn')
  }

  function onDrawn(tookMs: number) {
    drawingMs += 0.2 * (tookMs - drawingMs)
  }

  function changedAll(pictureIds: string[]) {
    for (const id of pictureIds) events.publish(`picture:${id}`)
    events.publish('queue')
    wake()
  }

  const pausedSeconds = () => Math.ceil(accounts.pausedMs() / 1000)

  return {
    async start() {
      await leases.recover()
      wake()
    },
    wake,
    places,
    get slots() {
      if (!accounts.limit) return undefined
      const opensInMs = accounts.forecast()
      const free = opensInMs.filter((ms) => ms === 0).length
      return { limit: opensInMs.length, free, windowSeconds: accounts.limit.windowMs / 1000 }
    },
    get pausedSeconds() {
      return pausedSeconds()
    },
    get inFlight() {
      return flights.size
    },
    get drawingMs() {
      return drawingMs
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
