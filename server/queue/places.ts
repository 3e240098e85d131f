import type { Database, Session } from '../../db/database.ts'
import type { Waiting } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Accounts } from './accounts.ts'
import { createArrivals } from './arrivals.ts'
import { startsInMs } from './estimate.ts'
import { foresee } from './foresight.ts'
import { type Lane, readStates, type ServedLane } from './lanes.ts'
import { createLine, type LineView } from './line.ts'
import { overtakers, positionOf } from './order.ts'
import { compareTurns } from './ranked-set.ts'

/** A range narrower than this is one number. */
const WORTH_SAYING = 1.2
/** The estimate grows by those who overtake while it grows; it settles long before this. */
const MOST_ROUNDS = 20

export type Place = {
  /** 1 is next. */
  position: number
  /** Whole seconds until it is sent, if nobody else comes. */
  startsInSeconds: number
  /** The same if others keep coming as they did lately and go first; absent when it is much the same. */
  startsInSecondsAtMost?: number
  /** While the upstream struggles: whole seconds until it is tried again. */
  pausedSeconds?: number
}

/** Places in the queue and when their turn comes, for whoever asks. */
export interface Places {
  /** A waiting picture's place. Inside a transaction: the one it will have once that is committed. */
  placeOf(picture: Pick<Picture, 'id' | 'lane' | 'turn'>, session?: Session): Promise<Place>
  /** Whole seconds until a waiting picture, or one that is being drawn, is ready, if its call goes as calls went lately. */
  readyInSeconds(picture: Picture, session?: Session): Promise<number>
  /** How many wait for a turn of their own. Inside a transaction: as it sees them. */
  countWaiting(session?: Session): Promise<number>
  /** Brings what is known of the queue up to date, so that the next who asks need not wait for it. */
  refresh(): Promise<void>
  /** Whole seconds until a picture at `position` would be sent. Inside a transaction: as it sees the queue. */
  estimateSeconds(position: number, session?: Session): Promise<number>
}

export function createPlaces(parts: {
  db: Database
  clock: Clock
  lanes: readonly Lane[]
  accounts: Accounts
  concurrency: number
  /** Nobody waits longer than this: such a picture is given up. */
  expireAfterMs?: number
  /** Calls that are out, and how long one takes lately. */
  drawing: () => { inFlight: number; drawingMs: number }
}): Places {
  const { db, clock, lanes, accounts, concurrency } = parts
  const arrivals = createArrivals(clock)
  let joined: Waiting[] = []
  let played: { key: string; order: Order } | undefined
  const line = createLine({ db, onJoined: (waiting) => joined.push(waiting) })

  /** Milliseconds until a picture at a place is sent, as far as slots, hands and pauses go. */
  function startsIn() {
    const facts = {
      ...{ forecast: accounts.forecast(), limit: accounts.limit, roundMs: accounts.roundMs, concurrency },
      ...parts.drawing(),
      pausedMs: accounts.pausedMs(),
    }
    return (position: number, limit = facts.limit) => startsInMs({ position, ...facts, limit })
  }

  /** Who goes when. Those whose call failed before may have to let others go first: then it is played, else it is arithmetic. */
  function orderOf(states: readonly ServedLane[], seen: LineView): Order {
    const msAt = startsIn()
    const { limit, roundMs } = accounts
    const tried = limit ? states.flatMap(({ name }) => triedIn(seen, name)) : []
    if (tried.length === 0) {
      return { positionOf: (waiting) => positionOf(states, waiting.lane, seen.ahead(waiting)), msAt }
    }
    const ahead = (waiting: Turned) =>
      seen.ahead(waiting) - seen.tried(waiting.lane).filter((one) => compareTurns(one, waiting) < 0).length
    const foresight = foresee({
      ...{ tried, roundMs, slots: accounts.forecast(), retrySlots: accounts.retryForecast() },
      lanes: states.map((lane) => ({ ...lane, waiting: lane.waiting - seen.tried(lane.name).length })),
      othersFirst: accounts.wantsAnother,
    })
    return {
      positionOf: (waiting) =>
        foresight.positionOfTried(waiting.id) ?? foresight.positionOf(waiting.lane, ahead(waiting)),
      msAt: (position) => Math.max(foresight.slotMs(position), msAt(position, null)),
    }
  }

  function orderNow(states: readonly ServedLane[], seen: LineView): Order {
    if (states.every(({ name }) => seen.tried(name).length === 0)) return orderOf(states, seen)
    // Played once for all who ask at the same moment.
    const key = JSON.stringify([states, states.map(({ name }) => triedIn(seen, name)), Math.floor(clock.monotonic())])
    if (played?.key !== key) played = { key, order: orderOf(states, seen) }
    return played.order
  }

  function noteArrivals(states: readonly ServedLane[]) {
    for (const { lane, turn } of joined) {
      const servingTurn = states.find(({ name }) => name === lane)?.servingTurn ?? turn
      arrivals.add(lane, Math.max(0, turn - servingTurn))
    }
    joined = []
  }

  /** How many overtake it if, for `ms`, others come as they did lately: those of an earlier turn in its lane, and other lanes'. */
  function overtaking(states: readonly ServedLane[], seen: LineView, waiting: Turned, ms: number) {
    const rank = seen.ahead(waiting)
    const turnsOff = waiting.turn - (states.find(({ name }) => name === waiting.lane)?.servingTurn ?? 0)
    // Nobody gets a turn before its own once those are served, and each turn further off is closed a turn sooner.
    const open = rank > 0 ? seen.ahead({ ...waiting, id: '' }) / rank : 0
    const earlier = arrivals.coming(waiting.lane, ms).slice(0, Math.max(0, turnsOff))
    const inLane = earlier.reduce((sum, n, off) => sum + n * open * (1 - off / turnsOff), 0)
    const after = rank + Math.round(inLane)
    const coming = (lane: string) => arrivals.coming(lane, ms).reduce((sum, n) => sum + n, 0)
    const place = positionOf(states, waiting.lane, after) + Math.round(overtakers(states, waiting.lane, after, coming))
    return place - positionOf(states, waiting.lane, rank)
  }

  return {
    async readyInSeconds(picture, session = db.read) {
      const { drawingMs } = parts.drawing()
      if (picture.status === 'queued')
        return (await this.placeOf(picture, session)).startsInSeconds + toSeconds(drawingMs)
      const drawnMs = clock.now() - (picture.claimedAt?.getTime() ?? clock.now())
      return toSeconds(Math.max(1, drawingMs - Math.max(0, drawnMs)))
    },
    async placeOf(picture, session = db.read) {
      const { states, seen } = await readStates(session, lanes, line)
      noteArrivals(states)
      const waiting = { id: picture.id, lane: picture.lane, turn: picture.turn ?? 0 }
      const order = orderNow(states, seen)
      const { msAt } = order
      const position = order.positionOf(waiting)
      let atMost = msAt(position)
      const longest = Math.max(atMost, parts.expireAfterMs ?? Number.POSITIVE_INFINITY)
      for (let round = 0; round < MOST_ROUNDS; round++) {
        // More may come than can be served: then it would grow without end.
        const later = Math.min(longest, msAt(position + overtaking(states, seen, waiting, atMost)))
        if (later <= atMost) break
        atMost = later
      }
      const startsInSeconds = toSeconds(msAt(position))
      const startsInSecondsAtMost = toSeconds(atMost)
      const pausedSeconds = toSeconds(accounts.open ? Math.max(accounts.pausedMs(), msAt(1)) : accounts.pausedMs())
      return {
        position,
        startsInSeconds,
        ...(startsInSecondsAtMost > startsInSeconds * WORTH_SAYING && { startsInSecondsAtMost }),
        ...(pausedSeconds > 0 && { pausedSeconds }),
      }
    },
    async countWaiting(session = db.read) {
      await line.refresh()
      return (await line.seenBy(session)).size
    },
    refresh: () => line.refresh(),
    async estimateSeconds(position, session = db.read) {
      const { states, seen } = await readStates(session, lanes, line)
      return toSeconds(orderNow(states, seen).msAt(position))
    },
  }
}

type Turned = Pick<Waiting, 'id' | 'lane' | 'turn'>

/** The order of service as it is now, and when each place has its turn. */
type Order = { positionOf(waiting: Turned): number; msAt(position: number): number }

const triedIn = (seen: LineView, lane: string) =>
  seen.tried(lane).map((one, index) => ({ id: one.id, lane, before: seen.ahead(one) - index }))

const toSeconds = (ms: number) => Math.ceil(ms / 1000)
