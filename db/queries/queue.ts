import { and, asc, type Column, count, desc, eq, gte, isNotNull, lt, lte, min, or, type SQL, sql } from 'drizzle-orm'
import { noteChange, type Session } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { Picture } from '../tables.ts'

export type LaneRow = Session['tables']['lanes']['$inferSelect']

/** A value given at each execution, written as `column` writes its own. */
const given = (name: string, column: Column) => sql`${sql.param(sql.placeholder(name), column)}`

/** The first row in this order. `.limit(1)` would bind the 1, and SQLite plans a statement anew whenever its limit is bound. */
const firstBy = (order: SQL) => sql`${order} limit 1`

/** Rows that wait for a turn of their own; who joined somebody has none. One index holds all that this and the order need. */
const hasTurn = ({ pictures }: Session['tables']) => and(eq(pictures.status, 'queued'), gte(pictures.turn, 0))

const lanesOf = prepared(({ db, tables: { lanes } }) => db.select().from(lanes).prepare())

/** The lanes' virtual times; a lane nobody has used yet is absent. */
export async function readLanes(session: Session): Promise<LaneRow[]> {
  return await lanesOf(session).execute()
}

const laneToPut = prepared(({ db, tables: { lanes } }) =>
  db
    .insert(lanes)
    .values({ name: sql.placeholder('name'), v: sql.placeholder('v'), servingTurn: sql.placeholder('servingTurn') })
    .onConflictDoUpdate({
      target: lanes.name,
      set: { v: sql`excluded.v`, servingTurn: sql`excluded.serving_turn` },
    })
    .prepare(),
)

export async function putLane(session: Session, row: LaneRow) {
  await laneToPut(session).execute(row)
}

/** How many pictures wait for a turn of their own in each lane. Counts them all: for reports, not for each request. */
export async function countWaiting({ db, tables }: Session): Promise<Map<string, number>> {
  const { pictures } = tables
  const rows = await db
    .select({ lane: pictures.lane, n: count() })
    .from(pictures)
    .where(hasTurn(tables))
    .groupBy(pictures.lane)
  return new Map(rows.map((row) => [row.lane, row.n]))
}

const waitingOf = prepared(({ db, tables: { pictures }, tables }) =>
  db
    .select({ id: pictures.id, lane: pictures.lane, turn: pictures.turn, failures: pictures.failures })
    .from(pictures)
    .where(hasTurn(tables))
    .orderBy(asc(pictures.lane), asc(pictures.turn), asc(pictures.id))
    .prepare(),
)

/** A place in a lane; `tried`: a call for it failed before. */
export type Waiting = { id: string; lane: string; turn: number; tried: boolean }

/** Everything that waits for a turn of its own, each lane in its order. */
export async function listWaiting(session: Session): Promise<Waiting[]> {
  return (await waitingOf(session).execute()).map((row) => waitingFrom(row.id, row))
}

const waitingRowOf = prepared(({ db, tables }) =>
  db
    .select({ lane: tables.pictures.lane, turn: tables.pictures.turn, failures: tables.pictures.failures })
    .from(tables.pictures)
    .where(and(eq(tables.pictures.id, sql.placeholder('id')), hasTurn(tables)))
    .prepare(),
)

/** Where a picture waits; undefined when it does not, or not for a turn of its own. */
export async function findWaiting(session: Session, id: string): Promise<Waiting | undefined> {
  const [row] = await waitingRowOf(session).execute({ id })
  return row && waitingFrom(id, row)
}

const waitingFrom = (id: string, row: Pick<Picture, 'lane' | 'turn' | 'failures'>): Waiting => ({
  ...{ id, lane: row.lane, turn: row.turn ?? 0, tried: row.failures > 0 },
})

const lastTurnOf = prepared(({ db, tables: { pictures } }) =>
  db
    .select({ turn: pictures.turn })
    .from(pictures)
    .where(
      and(
        eq(pictures.subject, sql.placeholder('subject')),
        eq(pictures.lane, sql.placeholder('lane')),
        isNotNull(pictures.turn),
        or(eq(pictures.status, 'queued'), isNotNull(pictures.claimedAt)),
      ),
    )
    .orderBy(firstBy(desc(pictures.turn))) // an index walked from its end, whatever the length of the history
    .prepare(),
)

/** The last turn a subject has, or had, in a lane. One that was never used (cancelled, or expired) does not count. */
export async function lastTurn(session: Session, subject: string, lane: string) {
  const [row] = await lastTurnOf(session).execute({ subject, lane })
  return row?.turn ?? undefined
}

const firstQuery = (which: (pictures: Session['tables']['pictures']) => SQL | undefined) =>
  prepared(({ db, tables }) =>
    db
      .select({ id: tables.pictures.id, turn: tables.pictures.turn })
      .from(tables.pictures)
      .where(and(hasTurn(tables), eq(tables.pictures.lane, sql.placeholder('lane')), which(tables.pictures)))
      .orderBy(asc(tables.pictures.turn), firstBy(asc(tables.pictures.id)))
      .prepare(),
  )

const firstOf = firstQuery(() => undefined)
const firstUntriedOf = firstQuery((pictures) => eq(pictures.failures, 0))

/** Who is next in a lane; undefined when nobody waits in it. */
export async function firstInLane(session: Session, lane: string): Promise<{ id: string; turn: number } | undefined> {
  const [row] = await firstOf(session).execute({ lane })
  return row && { id: row.id, turn: row.turn ?? 0 }
}

/** The same, past those whose call failed before. They are few, and at the front: it reads no further than that. */
export async function firstUntriedInLane(session: Session, lane: string) {
  const [row] = await firstUntriedOf(session).execute({ lane })
  return row && { id: row.id, turn: row.turn ?? 0 }
}

const claimOf = prepared(({ db, tables: { pictures } }) =>
  db
    .update(pictures)
    .set({
      status: 'drawing',
      claimedAt: given('now', pictures.claimedAt),
      startedAt: sql`coalesce(${pictures.startedAt}, ${given('now', pictures.startedAt)})`,
      leaseUntil: given('leaseUntil', pictures.leaseUntil),
      attempts: sql`${pictures.attempts} + 1`,
      fence: sql`${pictures.fence} + 1`,
    })
    .where(and(eq(pictures.id, sql.placeholder('id')), eq(pictures.status, 'queued')))
    .returning()
    .prepare(),
)

/** Marks a waiting picture as being drawn. Undefined when somebody else was quicker. */
export async function claim(
  session: Session,
  claimed: { id: string; now: Date; leaseUntil: Date },
): Promise<Picture | undefined> {
  const [row] = await claimOf(session).execute(claimed)
  if (row) noteChange(session, claimed.id)
  return row
}

type Claimed = { id: string; fence: number }

type Outcome = Partial<Session['tables']['pictures']['$inferInsert']>
type OutcomeColumn = keyof Outcome

/** One query for each set of columns with and without a value, of which few occur: a placeholder cannot stand for a null. */
const finishesByColumns = new Map<string, ReturnType<typeof claimToFinish>>()
const claimToFinish = (columns: readonly OutcomeColumn[], nulls: readonly OutcomeColumn[]) =>
  prepared(({ db, tables: { pictures } }) => {
    const values = columns.map((column) => [column, given(column, pictures[column])])
    return db
      .update(pictures)
      .set({ ...Object.fromEntries([...values, ...nulls.map((column) => [column, null])]), leaseUntil: null })
      .where(
        and(
          eq(pictures.id, sql.placeholder('claimedId')),
          eq(pictures.fence, sql.placeholder('claimedFence')),
          eq(pictures.status, 'drawing'),
        ),
      )
      .returning({ id: pictures.id })
      .prepare()
  })

/** Sets a claimed picture's outcome if the claim still holds. False when it was lost: then nothing changed. */
export async function finishClaim(session: Session, { id, fence }: Claimed, set: Outcome): Promise<boolean> {
  const names = Object.keys(session.tables.pictures).filter((name): name is OutcomeColumn => name in set)
  const columns = names.filter((name) => set[name] != null)
  const nulls = names.filter((name) => set[name] === null)
  const shape = `${columns} ${nulls}`
  const query = finishesByColumns.get(shape) ?? claimToFinish(columns, nulls)
  finishesByColumns.set(shape, query)
  return (await query(session).execute({ ...set, claimedId: id, claimedFence: fence })).length > 0
}

/**
 * Puts a claimed picture back in its place. `countAttempt: false` when the try was not its fault; `failed` when its call
 * came to nothing at the upstream.
 */
export async function returnClaim(
  session: Session,
  claimed: Claimed,
  { countAttempt, failed = false }: { countAttempt: boolean; failed?: boolean },
) {
  const { pictures } = session.tables
  const attempts = countAttempt ? {} : { attempts: sql<number>`${pictures.attempts} - 1` }
  const failures = failed ? { failures: sql<number>`${pictures.failures} + 1` } : {}
  const rows = await session.db
    .update(pictures)
    .set({ status: 'queued', leaseUntil: null, claimedAt: null, ...attempts, ...failures })
    .where(and(eq(pictures.id, claimed.id), eq(pictures.fence, claimed.fence), eq(pictures.status, 'drawing')))
    .returning({ id: pictures.id })
  if (rows.length > 0) noteChange(session, claimed.id)
  return rows.length > 0
}

export async function renewLease({ db, tables: { pictures } }: Session, { id, fence }: Claimed, leaseUntil: Date) {
  await db
    .update(pictures)
    .set({ leaseUntil })
    .where(and(eq(pictures.id, id), eq(pictures.fence, fence), eq(pictures.status, 'drawing')))
}

/** Claims whose process went away: their lease has run out. */
export async function listExpiredClaims({ db, tables: { pictures } }: Session, now: Date): Promise<Picture[]> {
  return await db
    .select()
    .from(pictures)
    .where(and(eq(pictures.status, 'drawing'), lt(pictures.leaseUntil, now)))
}

/** When the next lease runs out, if anything is being drawn. */
export async function earliestLease({ db, tables: { pictures } }: Session): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: min(pictures.leaseUntil) })
    .from(pictures)
    .where(eq(pictures.status, 'drawing'))
  return row?.at ?? undefined
}

const oldestOf = prepared(({ db, tables }) =>
  db
    .select({ at: tables.pictures.createdAt })
    .from(tables.pictures)
    .where(hasTurn(tables))
    .orderBy(firstBy(asc(tables.pictures.createdAt)))
    .prepare(),
)

/** When the picture that has waited longest for a turn of its own was asked for; undefined when nobody waits. */
export async function oldestWaiting(session: Session): Promise<Date | undefined> {
  const [row] = await oldestOf(session).execute()
  return row?.at
}

/** Pictures that wait for a turn of their own since `before` or longer. */
export async function listWaitingSince({ db, tables }: Session, before: Date): Promise<Picture[]> {
  const { pictures } = tables
  return await db
    .select()
    .from(pictures)
    .where(and(hasTurn(tables), lte(pictures.createdAt, before)))
    .orderBy(asc(pictures.createdAt))
}
