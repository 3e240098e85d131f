/**
 * Whose turn: weighted virtual time between lanes, ranks inside them (queue.md). Pure arithmetic on whole numbers, so
 * that the position a person is shown and the order pictures are served in are the same calculation.
 */
export type LaneState = { name: string; weight: number; v: number; waiting: number }

/** Virtual time one call costs a lane of weight 1. Divisible by 1 to 8, so that steps of common weights are exact. */
const SCALE = 840

/** Virtual time one served picture adds to a lane. */
export const stepOf = (weight: number): number => Math.round(SCALE / weight)

/** The waiting lane whose virtual time is least; between equals the heavier one. Undefined when nobody waits. */
export function nextLane<L extends LaneState>(lanes: readonly L[]): L | undefined {
  return lanes.filter((lane) => lane.waiting > 0).sort(byTurn)[0]
}

/** The places of one lane's pictures among all lanes, with everything worked out once that they share. */
export interface LanePlaces {
  /** The place in the whole queue of the picture at `rank` (from 0) of the lane; 1 is next. */
  positionOf(rank: number): number
  /**
   * How many who are not there yet will go before it, if `coming(lane)` of them come while it waits: the other lanes' turns
   * that come first and have nobody to take them.
   */
  overtakers(rank: number, coming: (lane: string) => number): number
}

export function placesInLane(lanes: readonly LaneState[], laneName: string): LanePlaces {
  const own = lanes.find((lane) => lane.name === laneName)
  if (!own) return { positionOf: (rank) => rank + 1, overtakers: () => 0 }
  const wokenAt = (lane: LaneState) => (lane.waiting > 0 ? lane.v : (wakeLane(lanes, lane.name)[0]?.v ?? lane.v))
  const [ownStep, ownWoken] = [stepOf(own.weight), wokenAt(own)]
  const others = lanes
    .filter((lane) => lane !== own)
    .map((lane) => ({
      ...{ name: lane.name, waiting: lane.waiting, v: lane.v, wokenV: wokenAt(lane), step: stepOf(lane.weight) },
      // Its k-th picture is served at v + k * step; those before ours count, ties by byTurn.
      first: byTurn({ ...lane, v: 0 }, { ...own, v: 0 }) < 0,
    }))
  const turns = (at: number, v: number, step: number, first: boolean) =>
    Math.max(0, first ? Math.floor((at - v) / step) + 1 : Math.ceil((at - v) / step))

  return {
    positionOf(rank) {
      const at = own.v + rank * ownStep
      let position = rank + 1
      for (const { waiting, v, step, first } of others) position += Math.min(waiting, turns(at, v, step, first))
      return position
    },
    overtakers(rank, coming) {
      const at = ownWoken + rank * ownStep
      let sum = 0
      for (const { name, waiting, wokenV, step, first } of others) {
        const before = turns(at, wokenV, step, first)
        sum += Math.min(before - Math.min(waiting, before), coming(name))
      }
      return sum
    },
  }
}

/**
 * The virtual time a lane starts with when its first picture comes in: never behind the busy ones (it would overtake
 * for its idle past) and, when nobody else waits, zero for all (nobody's past service is held against them).
 */
export function wakeLane(lanes: readonly LaneState[], laneName: string): { name: string; v: number }[] {
  const busy = lanes.filter((lane) => lane.waiting > 0)
  if (busy.length === 0) return lanes.map((lane) => ({ name: lane.name, v: 0 }))
  const own = lanes.find((lane) => lane.name === laneName)
  return [{ name: laneName, v: Math.max(own?.v ?? 0, Math.min(...busy.map((lane) => lane.v))) }]
}

/**
 * The lanes nobody of whom may go at virtual time `v`, brought up to it. A picture that comes back to such a lane wakes nobody:
 * without this it, and all who come after it, would overtake for the time in between.
 */
export function leftBehind<L extends LaneState>(lanes: readonly L[], v: number): L[] {
  return lanes.filter((lane) => lane.waiting === 0 && lane.v < v).map((lane) => ({ ...lane, v }))
}

/** Start-time fair queueing with equal weights: a subject's pictures take turns with everybody else's. */
export function turnFor(servingTurn: number, lastTurnOfSubject: number | undefined): number {
  return Math.max(servingTurn, (lastTurnOfSubject ?? -1) + 1)
}

function byTurn(a: LaneState, b: LaneState): number {
  return a.v - b.v || b.weight - a.weight || (a.name < b.name ? -1 : 1)
}
