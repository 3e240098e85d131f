import { type LaneState, leftBehind, nextLane, placesInLane, stepOf } from './order.ts'

/** A waiting picture whose call failed before; `before`: how many of its lane that were not tried go before it. */
export type Tried = { id: string; lane: string; before: number }

/** Who goes when, while some may have to let others go first. */
export interface Foresight {
  /** The place in the whole queue of a tried picture; undefined for others. */
  positionOfTried(id: string): number | undefined
  /** The place of one that was not tried, by its rank (from 0) among those of its lane. */
  positionOf(lane: string, rank: number): number
  /** Milliseconds until the picture at `position` has a slot. */
  slotMs(position: number): number
}

/**
 * Plays the claims that are to come, until nobody who was tried is left: each takes the slot that opens next, and a second
 * try one of the few slots such may hold, or has to wait for it while others go (`claimNext`). From there on the order is
 * plain arithmetic again. `lanes` count those who were not tried.
 */
export function foresee(parts: {
  lanes: readonly LaneState[]
  tried: readonly Tried[]
  /** When each slot opens, and each of those that second tries may hold, milliseconds from now. */
  slots: readonly number[]
  retrySlots: readonly number[]
  roundMs: number
  /** The first slot is better not spent on a second try. */
  othersFirst: boolean
}): Foresight {
  const slots = [...parts.slots].sort((a, b) => a - b)
  const retrySlots = [...parts.retrySlots].sort((a, b) => a - b)
  const lanes = parts.lanes.map((lane) => ({
    ...lane,
    served: [] as number[],
    tried: parts.tried.filter((one) => one.lane === lane.name),
  }))
  const places = new Map<string, number>()
  const times: number[] = []

  /** The lanes with those who may go at `ms`. */
  const eligible = (ms: number, othersFirst: boolean) => {
    const retries = (retrySlots[0] ?? Number.POSITIVE_INFINITY) <= ms && !othersFirst
    return lanes.map((lane) => {
      const untried = lane.waiting > lane.served.length
      const [first] = lane.tried
      const retry = retries && first !== undefined && (first.before <= lane.served.length || !untried)
      return { ...lane, lane, retry, waiting: retry || untried ? 1 : 0 }
    })
  }

  while (lanes.some((lane) => lane.tried.length > 0)) {
    const slot = slots.shift() ?? 0
    const open = Math.max(slot, times.at(-1) ?? 0)
    const othersFirst = parts.othersFirst && times.length === 0
    let ms = open
    let able = eligible(ms, othersFirst)
    if (!nextLane(able)) {
      ms = Math.max(open, retrySlots[0] ?? open)
      able = eligible(ms, false)
    }
    const next = nextLane(able)
    if (!next) break // no slot for them at all
    times.push(ms)
    insert(slots, ms + parts.roundMs)
    const lane = next.lane
    for (const { lane: idle, v } of leftBehind(able, lane.v)) idle.v = v
    lane.v += stepOf(lane.weight)
    if (next.retry) {
      const one = lane.tried.shift()
      if (one) places.set(one.id, times.length)
      retrySlots.shift()
      insert(retrySlots, ms + parts.roundMs)
    } else lane.served.push(times.length)
  }

  const rest = lanes.map(({ name, weight, v, waiting, served }) => ({
    name,
    weight,
    v,
    waiting: waiting - served.length,
  }))
  return {
    positionOfTried: (id) => places.get(id),
    positionOf(name, rank) {
      const served = lanes.find((lane) => lane.name === name)?.served ?? []
      return served[rank] ?? times.length + placesInLane(rest, name).positionOf(rank - served.length)
    },
    slotMs(position) {
      const after = position - times.length - 1
      const n = slots.length
      return times[position - 1] ?? (slots[after % n] ?? 0) + Math.floor(after / n) * parts.roundMs
    },
  }
}

function insert(sorted: number[], ms: number) {
  const at = sorted.findIndex((other) => other > ms)
  sorted.splice(at < 0 ? sorted.length : at, 0, ms)
}
