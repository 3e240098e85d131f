import type { Database, Session } from '../../db/database.ts'
import type { Waiting } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Accounts } from './accounts.ts'
import { createArrivals } from './arrivals.ts'
import { type StartFacts, startsInMs } from './estimate.ts'
import { foresee } from './foresight.ts'
import { type Lane, readStates, type ServedLane } from './lanes.ts'
import { createLine, type LineView } from './line.ts'
import { placesInLane } from './order.ts'
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
  /** Everybody's places at one moment, in the order given: what they share is worked out once. */
  placesOf(pictures: readonly Pick<Picture, 'id' | 'lane' | 'turn'>[]): Promise<Place[]>
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

  function startFacts(): StartFacts {
    return {
      ...{ forecast: accounts.forecast(), limit: accounts.limit, roundMs: accounts.roundMs, concurrency },
      ...parts.drawing(),
      pausedMs: accounts.pausedMs(),
    }
  }

  /** Who goes when. Those whose call failed before may have to let others go first: then it is played, else it is arithmetic. */
  function orderOf(states: readonly ServedLane[], seen: LineView): Order {
    const facts = startFacts()
    const inLane = new Map(states.map(({ name }) => [name, placesInLane(states, name)]))
    const { limit, roundMs } = accounts
    const tried = limit ? states.flatMap(({ name }) => triedIn(seen, name)) : []
    if (tried.length === 0) {
      return {
        positionOf: (waiting, rank) => inLane.get(waiting.lane)?.positionOf(rank) ?? rank + 1,
        msAt: (position) => startsInMs(position, facts),
      }
    }
    const withoutSlots = { ...facts, limit: null }
    const ahead = (waiting: Turned, rank: number) =>
      rank - seen.tried(waiting.lane).filter((one) => compareTurns(one, waiting) < 0).length
    const foresight = foresee({
      ...{ tried, roundMs, slots: facts.forecast, retrySlots: accounts.retryForecast() },
      lanes: states.map((lane) => ({ ...lane, waiting: lane.waiting - seen.tried(lane.name).length })),
      othersFirst: accounts.wantsAnother,
    })
    return {
      positionOf: (waiting, rank) =>
        foresight.positionOfTried(waiting.id) ?? foresight.positionOf(waiting.lane, ahead(waiting, rank)),
      msAt: (position) => Math.max(foresight.slotMs(position), startsInMs(position, withoutSlots)),
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
  function createOvertaking(states: readonly ServedLane[], seen: LineView) {
    const known = new Map(
      states.map(({ name, servingTurn }) => {
        return [name, { servingTurn, places: placesInLane(states, name), expected: arrivals.expected(name) }] as const
      }),
    )
    const coming = (ms: number) => (lane: string) => known.get(lane)?.expected.total(ms) ?? 0

    return (waiting: Turned, rank: number) => {
      const lane = known.get(waiting.lane)
      if (!lane) return () => 0
      const { places, expected } = lane
      const turnsOff = waiting.turn - lane.servingTurn
      // Nobody gets a turn before its own once those are served.
      const open = rank > 0 && turnsOff > 0 ? seen.ahead({ ...waiting, id: '' }) / rank : 0
      return (ms: number) => {
        const after = rank + (open > 0 ? Math.round(open * expected.earlier(turnsOff, ms)) : 0)
        return places.positionOf(after) + Math.round(places.overtakers(after, coming(ms))) - places.positionOf(rank)
      }
    }
  }

  /** One moment of the queue, and what it says of any place in it. */
  function createReckoning(states: readonly ServedLane[], seen: LineView): (waiting: Turned) => Place {
    noteArrivals(states)
    const order = orderNow(states, seen)
    const overtakenBy = createOvertaking(states, seen)
    const paused = toSeconds(accounts.open ? Math.max(accounts.pausedMs(), order.msAt(1)) : accounts.pausedMs())

    return (waiting) => {
      const rank = seen.ahead(waiting)
      const position = order.positionOf(waiting, rank)
      const overtaking = overtakenBy(waiting, rank)
      const soonest = order.msAt(position)
      const longest = Math.max(soonest, parts.expireAfterMs ?? Number.POSITIVE_INFINITY)
      let atMost = soonest
      for (let round = 0; round < MOST_ROUNDS; round++) {
        // More may come than can be served: then it would grow without end.
        const later = Math.min(longest, order.msAt(position + overtaking(atMost)))
        if (later <= atMost) break
        atMost = later
      }
      const [startsInSeconds, startsInSecondsAtMost] = [toSeconds(soonest), toSeconds(atMost)]
      const place: Place = { position, startsInSeconds }
      if (startsInSecondsAtMost > startsInSeconds * WORTH_SAYING) place.startsInSecondsAtMost = startsInSecondsAtMost
      if (paused > 0) place.pausedSeconds = paused
      return place
    }
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
      return createReckoning(states, seen)(turnOf(picture))
    },
    async placesOf(pictures) {
      const { states, seen } = await readStates(db.read, lanes, line)
      const reckon = createReckoning(states, seen)
      return pictures.map((picture) => reckon(turnOf(picture)))
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
type Order = { positionOf(waiting: Turned, rank: number): number; msAt(position: number): number }

const turnOf = ({ id, lane, turn }: Pick<Picture, 'id' | 'lane' | 'turn'>): Turned => ({ id, lane, turn: turn ?? 0 })

const triedIn = (seen: LineView, lane: string) =>
  seen.tried(lane).map((one, index) => ({ id: one.id, lane, before: seen.ahead(one) - index }))

const toSeconds = (ms: number) => Math.ceil(ms / 1000)
