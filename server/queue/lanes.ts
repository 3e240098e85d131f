import type { Session } from '../../db/database.ts'
import { claim, countAhead, countWaiting, firstInLane, lastTurn, putLane, readLanes } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import { type LaneState, nextLane, positionOf, stepOf, turnFor, wakeLane } from './order.ts'

/** A lane's name and its weight in service. */
export type Lane = { name: string; weight: number }

/** The lanes of a table of tiers, in its order. */
export function lanesOf(tiers: Record<string, { lane: Lane }>): Lane[] {
  return Object.values(tiers).map((tier) => tier.lane)
}

type ServedLane = LaneState & { servingTurn: number }

/** Gives a new picture its turn in its lane, waking the lane if it was idle. Call it in the transaction that inserts the row. */
export async function takeTurn(
  session: Session,
  lanes: readonly Lane[],
  subject: string,
  lane: string,
): Promise<number> {
  const states = await readLaneStates(session, lanes)
  const own = states.find((state) => state.name === lane)
  if (own?.waiting === 0) {
    for (const woken of wakeLane(states, lane)) {
      const servingTurn = states.find((state) => state.name === woken.name)?.servingTurn ?? 0
      await putLane(session, { ...woken, servingTurn })
    }
  }
  return turnFor(own?.servingTurn ?? 0, await lastTurn(session, subject, lane))
}

/** Claims the picture whose turn it is and moves its lane's virtual time on. Undefined when nobody waits. */
export async function claimNext(
  session: Session,
  lanes: readonly Lane[],
  { now, leaseUntil }: { now: Date; leaseUntil: Date },
): Promise<Picture | undefined> {
  const rows = new Map((await readLanes(session)).map((row) => [row.name, row]))
  const candidates = []
  for (const { name, weight } of lanes) {
    const first = await firstInLane(session, name)
    const { v = 0, servingTurn = 0 } = rows.get(name) ?? {}
    if (first) candidates.push({ name, weight, v, servingTurn, waiting: 1, first })
  }
  const next = nextLane(candidates)
  if (!next) return undefined
  const claimed = await claim(session, { id: next.first.id, now, leaseUntil })
  const servingTurn = Math.max(next.servingTurn, next.first.turn ?? 0)
  if (claimed) await putLane(session, { name: next.name, v: next.v + stepOf(next.weight), servingTurn })
  return claimed
}

/** How many calls go first, plus one: 1 is next. */
export async function placeOf(
  session: Session,
  lanes: readonly Lane[],
  picture: Pick<Picture, 'id' | 'lane' | 'turn'>,
): Promise<number> {
  const states = await readLaneStates(session, lanes)
  const rank = await countAhead(session, { lane: picture.lane, turn: picture.turn ?? 0, id: picture.id })
  return positionOf(states, picture.lane, rank)
}

export async function readLaneStates(session: Session, lanes: readonly Lane[]): Promise<ServedLane[]> {
  const waiting = await countWaiting(session)
  const rows = new Map((await readLanes(session)).map((row) => [row.name, row]))
  return lanes.map(({ name, weight }) => ({
    name,
    weight,
    v: rows.get(name)?.v ?? 0,
    servingTurn: rows.get(name)?.servingTurn ?? 0,
    waiting: waiting.get(name) ?? 0,
  }))
}
