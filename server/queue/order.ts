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

/** The place in the whole queue of the picture at `rank` (from 0) of its lane; 1 is next. */
export function positionOf(lanes: readonly LaneState[], laneName: string, rank: number): number {
  const others = turnsBefore(lanes, laneName, rank)
  return rank + 1 + others.reduce((sum, { lane, turns }) => sum + Math.min(lane.waiting, turns), 0)
}

/**
 * How many who are not there yet will go before the picture at `rank` of its lane, if `coming(lane)` of them come while it
 * waits: the other lanes' turns that come first and have nobody to take them.
 */
export function overtakers(
  lanes: readonly LaneState[],
  laneName: string,
  rank: number,
  coming: (lane: string) => number,
): number {
  const woken = lanes.map((lane) => (lane.waiting > 0 ? lane : { ...lane, ...wakeLane(lanes, lane.name)[0] }))
  const before = turnsBefore(woken, laneName, rank)
  return before.reduce((sum, { lane, turns }) => {
    const free = Math.max(0, turns - Math.min(lane.waiting, turns))
    return sum + Math.min(free, coming(lane.name))
  }, 0)
}

/** How many turns each other lane has before the picture at `rank` of this one. */
function turnsBefore<L extends LaneState>(lanes: readonly L[], laneName: string, rank: number) {
  const own = lanes.find((lane) => lane.name === laneName)
  if (!own) return []
  const at = own.v + rank * stepOf(own.weight)
  return lanes
    .filter((lane) => lane !== own)
    .map((lane) => {
      const step = stepOf(lane.weight)
      // The other lane's k-th picture is served at v + k * step; count those before `at`, ties by byTurn.
      const first = byTurn(lane, { ...own, v: lane.v }) < 0
      const turns = first ? Math.floor((at - lane.v) / step) + 1 : Math.ceil((at - lane.v) / step)
      return { lane, turns: Math.max(0, turns) }
    })
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
