import { type LaneState, stepOf, wakeLane } from '../../server/queue/order.ts'

/** A lane and the turns of all that wait in it, in order of service; arrivals a millisecond by how many turns off they were. */
export type FullLane = LaneState & { servingTurn: number; turns: readonly number[]; rates: readonly number[] }

export type BatchPlace = { position: number; startsInMs: number; startsInMsAtMost: number }

const MOST_ROUNDS = 20

/**
 * Everybody's place and both ends of their wait, lane by lane in order of service: what one `placeOf` after another says, with
 * what they share (lanes, slots, arrivals) read once and ranks counted along the way instead of looked up.
 */
export function placesOf(lanes: readonly FullLane[], msAt: (position: number) => number): Map<string, BatchPlace[]> {
  return new Map(lanes.map((lane) => [lane.name, placesInLane(lanes, lane, msAt)]))
}

function placesInLane(lanes: readonly FullLane[], own: FullLane, msAt: (position: number) => number): BatchPlace[] {
  const ownStep = stepOf(own.weight)
  const others = lanes
    .filter((lane) => lane !== own)
    .map((lane) => {
      const step = stepOf(lane.weight)
      // Between equal virtual times the heavier lane goes first, then the one of the smaller name (order.ts).
      const first = lane.weight > own.weight || (lane.weight === own.weight && lane.name < own.name)
      const v = lane.waiting > 0 ? lane.v : (wakeLane(lanes, lane.name)[0]?.v ?? lane.v)
      return { v, step, waiting: lane.waiting, tie: first ? 1 : 0, rate: sum(lane.rates) }
    })
  const earlier = prefixSums(own.rates)

  /** The place of the picture at `rank`, and with `ms` of arrivals as lately if `ms` is above 0. */
  function positionAt(rank: number, ms: number): number {
    const at = own.v + rank * ownStep
    let position = rank + 1
    let overtaken = 0
    for (const { v, step, waiting, tie, rate } of others) {
      const turns = Math.max(0, tie ? Math.floor((at - v) / step) + 1 : Math.ceil((at - v) / step))
      const taken = Math.min(waiting, turns)
      position += taken
      overtaken += Math.min(turns - taken, rate * ms)
    }
    return position + Math.round(overtaken)
  }

  const places: BatchPlace[] = []
  let firstOfTurn = 0
  for (const [rank, turn] of own.turns.entries()) {
    if (turn !== own.turns[rank - 1]) firstOfTurn = rank
    const turnsOff = turn - own.servingTurn
    const open = rank > 0 ? firstOfTurn / rank : 0
    const inLane = turnsOff > 0 ? open * earlier(turnsOff) : 0
    const position = positionAt(rank, 0)
    const startsInMs = msAt(position)
    let atMost = startsInMs
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const later = msAt(positionAt(rank + Math.round(inLane * atMost), atMost))
      if (later <= atMost) break
      atMost = later
    }
    places.push({ position, startsInMs, startsInMsAtMost: atMost })
  }
  return places
}

/** Arrivals a millisecond that get an earlier turn than one `turnsOff` turns away: each turn further off is closed a turn sooner. */
function prefixSums(rates: readonly number[]) {
  let [plain, weighted] = [0, 0]
  const sums = [{ plain, weighted }]
  for (const [off, rate] of rates.entries()) {
    plain += rate
    weighted += rate * off
    sums.push({ plain, weighted })
  }
  return (turnsOff: number) => {
    const upTo = sums[Math.min(turnsOff, rates.length)]
    return upTo ? upTo.plain - upTo.weighted / turnsOff : 0
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
