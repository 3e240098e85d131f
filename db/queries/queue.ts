import { and, asc, count, desc, eq, isNotNull, isNull, lt, lte, min, or, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import type { Picture } from '../tables.ts'

export type LaneRow = Session['tables']['lanes']['$inferSelect']

/** The lanes' virtual times; a lane nobody has used yet is absent. */
export async function readLanes({ db, tables: { lanes } }: Session): Promise<LaneRow[]> {
  return await db.select().from(lanes)
}

export async function putLane({ db, tables: { lanes } }: Session, row: LaneRow) {
  await db
    .insert(lanes)
    .values(row)
    .onConflictDoUpdate({ target: lanes.name, set: { v: row.v, servingTurn: row.servingTurn } })
}

/** How many pictures wait for a turn of their own in each lane. */
export async function countWaiting({ db, tables: { pictures } }: Session): Promise<Map<string, number>> {
  const rows = await db
    .select({ lane: pictures.lane, n: count() })
    .from(pictures)
    .where(and(eq(pictures.status, 'queued'), isNull(pictures.leaderId)))
    .groupBy(pictures.lane)
  return new Map(rows.map((row) => [row.lane, row.n]))
}

/** How many in the same lane are served before this turn: its rank, from 0. */
export async function countAhead(
  { db, tables: { pictures } }: Session,
  { lane, turn, id }: { lane: string; turn: number; id: string },
): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(pictures)
    .where(
      and(
        eq(pictures.status, 'queued'),
        eq(pictures.lane, lane),
        isNull(pictures.leaderId),
        or(lt(pictures.turn, turn), and(eq(pictures.turn, turn), lt(pictures.id, id))),
      ),
    )
  return row?.n ?? 0
}

/** The last turn a subject has, or had, in a lane. One that was never used (cancelled, or expired) does not count. */
export async function lastTurn({ db, tables: { pictures } }: Session, subject: string, lane: string) {
  const [row] = await db
    .select({ turn: pictures.turn })
    .from(pictures)
    .where(
      and(
        eq(pictures.subject, subject),
        eq(pictures.lane, lane),
        isNotNull(pictures.turn),
        or(eq(pictures.status, 'queued'), isNotNull(pictures.claimedAt)),
      ),
    )
    .orderBy(desc(pictures.turn)) // an index walked from its end, whatever the length of the history
    .limit(1)
  return row?.turn ?? undefined
}

export async function firstInLane({ db, tables: { pictures } }: Session, lane: string): Promise<Picture | undefined> {
  const [row] = await db
    .select()
    .from(pictures)
    .where(and(eq(pictures.status, 'queued'), eq(pictures.lane, lane), isNull(pictures.leaderId)))
    .orderBy(asc(pictures.turn), asc(pictures.id))
    .limit(1)
  return row
}

/** Marks a waiting picture as being drawn. Undefined when somebody else was quicker. */
export async function claim(
  { db, tables: { pictures } }: Session,
  { id, now, leaseUntil }: { id: string; now: Date; leaseUntil: Date },
): Promise<Picture | undefined> {
  const [row] = await db
    .update(pictures)
    .set({
      status: 'drawing',
      claimedAt: now,
      leaseUntil,
      attempts: sql`${pictures.attempts} + 1`,
      fence: sql`${pictures.fence} + 1`,
    })
    .where(and(eq(pictures.id, id), eq(pictures.status, 'queued')))
    .returning()
  return row
}

type Claimed = { id: string; fence: number }

/** Sets a claimed picture's outcome if the claim still holds. False when it was lost: then nothing changed. */
export async function finishClaim(
  { db, tables: { pictures } }: Session,
  { id, fence }: Claimed,
  set: Partial<Session['tables']['pictures']['$inferInsert']>,
): Promise<boolean> {
  const rows = await db
    .update(pictures)
    .set({ ...set, leaseUntil: null })
    .where(and(eq(pictures.id, id), eq(pictures.fence, fence), eq(pictures.status, 'drawing')))
    .returning({ id: pictures.id })
  return rows.length > 0
}

/** Puts a claimed picture back in its place. `countAttempt: false` when the try was not its fault. */
export async function returnClaim(session: Session, claimed: Claimed, { countAttempt }: { countAttempt: boolean }) {
  const { pictures } = session.tables
  const attempts = countAttempt ? {} : { attempts: sql<number>`${pictures.attempts} - 1` }
  const rows = await session.db
    .update(pictures)
    .set({ status: 'queued', leaseUntil: null, claimedAt: null, ...attempts })
    .where(and(eq(pictures.id, claimed.id), eq(pictures.fence, claimed.fence), eq(pictures.status, 'drawing')))
    .returning({ id: pictures.id })
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

/** When the picture that has waited longest for a turn of its own was asked for; undefined when nobody waits. */
export async function oldestWaiting({ db, tables: { pictures } }: Session): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: pictures.createdAt })
    .from(pictures)
    .where(and(eq(pictures.status, 'queued'), isNull(pictures.leaderId)))
    .orderBy(asc(pictures.createdAt))
    .limit(1)
  return row?.at
}

/** Pictures that wait for a turn of their own since `before` or longer. */
export async function listWaitingSince({ db, tables: { pictures } }: Session, before: Date): Promise<Picture[]> {
  return await db
    .select()
    .from(pictures)
    .where(and(eq(pictures.status, 'queued'), isNull(pictures.leaderId), lte(pictures.createdAt, before)))
    .orderBy(asc(pictures.createdAt))
}
