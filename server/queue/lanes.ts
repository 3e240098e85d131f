import type { Session } from '../../db/database.ts'
import { claim, firstInLane, firstUntriedInLane, lastTurn, putLane, readLanes } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import type { Line, LineView } from './line.ts'
import { type LaneState, leftBehind, nextLane, stepOf, turnFor, wakeLane } from './order.ts'

/** A lane's name and its weight in service. */
export type Lane = { name: string; weight: number }

/** The lanes of a table of tiers, in its order. */
export function lanesOf(tiers: Record<string, { lane: Lane }>): Lane[] {
  return Object.values(tiers).map((tier) => tier.lane)
}

/** A lane as it is served; `servingTurn` is the turn those get who come now. */
export type ServedLane = LaneState & { servingTurn: number }

/** Gives a new picture its turn in its lane, waking the lane if it was idle. Call it in the transaction that inserts the row. */
export async function takeTurn(
  session: Session,
  lanes: readonly Lane[],
  subject: string,
  lane: string,
): Promise<number> {
  const firsts = await readFirsts(session, lanes)
  const own = firsts.find((state) => state.name === lane)
  if (own?.waiting === 0) {
    for (const woken of wakeLane(firsts, lane)) {
      const servingTurn = firsts.find((state) => state.name === woken.name)?.servingTurn ?? 0
      await putLane(session, { ...woken, servingTurn })
    }
  }
  return turnFor(own?.servingTurn ?? 0, await lastTurn(session, subject, lane))
}

/** The turn a new picture of this subject's would get now; nothing is taken. */
export async function expectTurn(session: Session, lanes: readonly Lane[], subject: string, lane: string) {
  const own = (await readServed(session, lanes)).find((state) => state.name === lane)
  return turnFor(own?.servingTurn ?? 0, await lastTurn(session, subject, lane))
}

/**
 * Claims the picture whose turn it is and moves its lane's virtual time on. Undefined when nobody waits; with `retries`
 * false, when nobody does who was not tried before.
 */
export async function claimNext(
  session: Session,
  lanes: readonly Lane[],
  { now, leaseUntil, retries = true }: { now: Date; leaseUntil: Date; retries?: boolean },
): Promise<Picture | undefined> {
  const firsts = await readFirsts(session, lanes, retries)
  const next = nextLane(firsts)
  if (!next?.first) return undefined
  const claimed = await claim(session, { id: next.first.id, now, leaseUntil })
  if (!claimed) return undefined
  const servingTurn = Math.max(next.servingTurn, next.first.turn)
  await putLane(session, { name: next.name, v: next.v + stepOf(next.weight), servingTurn })
  for (const { name, v, servingTurn } of leftBehind(firsts, next.v)) await putLane(session, { name, v, servingTurn })
  return claimed
}

/** Who is next in each lane. `waiting` says only whether anybody is: counting them would cost more the longer the queue is. */
async function readFirsts(session: Session, lanes: readonly Lane[], retries = true) {
  const states = await readServed(session, lanes)
  const firsts = []
  for (const state of states) {
    const first = await (retries ? firstInLane : firstUntriedInLane)(session, state.name)
    firsts.push({ ...state, waiting: first ? 1 : 0, first })
  }
  return firsts
}

/** The lanes with how many wait in each, and the line, of one and the same moment: what a place is reckoned from. */
export async function readStates(
  session: Session,
  lanes: readonly Lane[],
  line: Line,
): Promise<{ states: ServedLane[]; seen: LineView }> {
  for (;;) {
    await line.refresh()
    const served = await readServed(session, lanes)
    const seen = await line.seenBy(session)
    if (line.isCurrent()) return { states: served.map((s) => ({ ...s, waiting: seen.waiting(s.name) })), seen }
  }
}

async function readServed(session: Session, lanes: readonly Lane[]): Promise<Omit<ServedLane, 'waiting'>[]> {
  const rows = new Map((await readLanes(session)).map((row) => [row.name, row]))
  return lanes.map(({ name, weight }) => {
    const { v = 0, servingTurn = 0 } = rows.get(name) ?? {}
    return { name, weight, v, servingTurn }
  })
}
