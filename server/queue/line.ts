import type { Database, Session } from '../../db/database.ts'
import { findWaiting, listWaiting, type Waiting } from '../../db/queries/queue.ts'
import { compareTurns, createRankedSet, type RankedSet } from './ranked-set.ts'

/**
 * Who waits, as the rows say, kept in memory so that a place costs O(log n) and not a count. The rows are the truth: what a
 * transaction changed is read again, and everything is once another process has written.
 */
export interface Line extends LineView {
  /** Brings the line up to what is committed. */
  refresh(): Promise<void>
  /** Whether it still is what is committed. */
  isCurrent(): boolean
  /** The line as a transaction sees it: with what was written before it and will be committed together with it. */
  seenBy(session: Session): Promise<LineView>
}

export type LineView = {
  readonly size: number
  /** How many wait in a lane. */
  waiting(lane: string): number
  /** How many of a lane go before this place, which need not be in the line yet. */
  ahead(place: Turned): number
  /** Those of them whose call failed before, each lane in its order: few, but they may have to let others go first. */
  tried(lane: string): Waiting[]
}

type Turned = Pick<Waiting, 'id' | 'lane' | 'turn'>

export function createLine({
  db,
  onJoined = () => {},
}: {
  db: Database
  /** Somebody waits who did not before. */
  onJoined?: (waiting: Waiting) => void
}): Line {
  const places = new Map<string, Waiting>()
  const tried = new Map<string, Waiting>()
  const lanes = new Map<string, RankedSet>()
  const changed = new Set<string>()
  let outside: number | undefined
  let refreshing: Promise<void> | undefined
  db.onChanged((ids) => {
    for (const id of ids) changed.add(id)
  })

  async function catchUp() {
    try {
      const version = db.outsideVersion()
      if (version !== outside) await readAll(version)
      await readChanged()
    } catch (error) {
      outside = undefined // what was read in part is not known: all of it again
      throw error
    }
  }

  async function readChanged() {
    for (const id of changed) {
      changed.delete(id) // before it is read: a change that comes meanwhile is read again
      const now = await findWaiting(db.read, id)
      const known = places.get(id)
      if (known?.lane === now?.lane && known?.turn === now?.turn && known?.tried === now?.tried) continue
      if (known) leave(known)
      if (now) join(now)
      if (now && !known) onJoined(now)
    }
  }

  async function readAll(version: number) {
    changed.clear()
    const rows = await listWaiting(db.read)
    places.clear()
    tried.clear()
    lanes.clear()
    for (const row of rows) join(row)
    outside = version
  }

  function join(waiting: Waiting) {
    const lane = lanes.get(waiting.lane) ?? createRankedSet()
    lanes.set(waiting.lane, lane)
    lane.add(waiting)
    places.set(waiting.id, waiting)
    if (waiting.tried) tried.set(waiting.id, waiting)
  }

  function leave(waiting: Waiting) {
    lanes.get(waiting.lane)?.remove(waiting)
    places.delete(waiting.id)
    tried.delete(waiting.id)
  }

  const isCurrent = () => !refreshing && changed.size === 0 && db.outsideVersion() === outside

  async function seenBy(session: Session): Promise<LineView> {
    if (!session.changedBefore?.size) return line
    const left: Waiting[] = []
    const joined: Waiting[] = []
    for (const id of session.changedBefore) {
      const known = places.get(id)
      const now = await findWaiting(session, id)
      if (known) left.push(known)
      if (now) joined.push(now)
    }
    const more = (counts: (waiting: Waiting) => boolean) => joined.filter(counts).length - left.filter(counts).length
    return {
      size: line.size + more(() => true),
      waiting: (lane) => line.waiting(lane) + more((other) => other.lane === lane),
      ahead: (place) =>
        line.ahead(place) + more((other) => other.lane === place.lane && compareTurns(other, place) < 0),
      tried: (lane) => inOrder([...tried.values()].filter((one) => !left.includes(one)).concat(joined), lane),
    }
  }

  const line: Line = {
    async refresh() {
      while (!isCurrent()) {
        refreshing ??= catchUp().finally(() => {
          refreshing = undefined
        })
        await refreshing
      }
    },
    isCurrent,
    seenBy,
    get size() {
      return places.size
    },
    waiting: (lane) => lanes.get(lane)?.size ?? 0,
    ahead: (place) => lanes.get(place.lane)?.rank(place) ?? 0,
    tried: (lane) => inOrder([...tried.values()], lane),
  }
  return line
}

const inOrder = (waiting: readonly Waiting[], lane: string) =>
  waiting.filter((one) => one.tried && one.lane === lane).sort(compareTurns)
