import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'

export type Counter = { subject: string; policy: string; day: string }

/**
 * Takes `units` from a daily counter if they fit under `limit`, in one statement: check and take cannot be pulled apart.
 * Returns what is used now, or undefined when they do not fit (and then nothing was taken).
 */
export async function takeUnits(
  { db, tables: { usage } }: Session,
  { subject, policy, day, units, limit }: Counter & { units: number; limit: number },
): Promise<number | undefined> {
  if (units > limit) return undefined
  const [row] = await db
    .insert(usage)
    .values({ subject, policy, day, used: units })
    .onConflictDoUpdate({
      target: [usage.subject, usage.policy, usage.day],
      set: { used: sql`${usage.used} + ${units}` },
      setWhere: sql`${usage.used} + ${units} <= ${limit}`,
    })
    .returning({ used: usage.used })
  return row?.used
}

/** Puts units back on a counter they were just taken from. */
export async function returnUnits(
  { db, tables: { usage } }: Session,
  { subject, policy, day, units }: Counter & { units: number },
) {
  await db
    .update(usage)
    .set({ used: sql`${usage.used} - ${units}` })
    .where(and(eq(usage.subject, subject), eq(usage.policy, policy), eq(usage.day, day)))
}

const usedOf = prepared(({ db, tables: { usage } }) =>
  db
    .select({ used: usage.used })
    .from(usage)
    .where(
      and(
        eq(usage.subject, sql.placeholder('subject')),
        eq(usage.policy, sql.placeholder('policy')),
        eq(usage.day, sql.placeholder('day')),
      ),
    )
    .prepare(),
)

export async function readUsed(session: Session, { subject, policy, day }: Counter): Promise<number> {
  const [row] = await usedOf(session).execute({ subject, policy, day })
  return row?.used ?? 0
}

/** Writes down what a picture was charged, one row a counter. */
export async function insertCharges(
  { db, tables: { charges } }: Session,
  pictureId: string,
  counters: readonly (Counter & { units: number })[],
  createdAt: Date,
) {
  if (counters.length === 0) return
  await db.insert(charges).values(counters.map((c) => ({ ...c, pictureId, state: 'reserved' as const, createdAt })))
}

/** The picture was delivered: its reserved charges stay. */
export async function settleCharges({ db, tables: { charges } }: Session, pictureId: string) {
  await db
    .update(charges)
    .set({ state: 'charged' })
    .where(and(eq(charges.pictureId, pictureId), eq(charges.state, 'reserved')))
}

/** Gives every unrefunded charge of a picture back to the day it was taken from. Doing it twice changes nothing. */
export async function refundCharges(session: Session, pictureId: string) {
  const { charges } = session.tables
  const refunded = await session.db
    .update(charges)
    .set({ state: 'refunded' })
    .where(and(eq(charges.pictureId, pictureId), ne(charges.state, 'refunded')))
    .returning()
  for (const charge of refunded) await returnUnits(session, charge)
}

/** Units each picture cost the caller after refunds, by id; pictures that cost nothing are absent. */
export async function readCharged({ db, tables: { charges } }: Session, pictureIds: readonly string[]) {
  const rows = await db
    .select({ id: charges.pictureId, units: charges.units })
    .from(charges)
    .where(and(inArray(charges.pictureId, [...pictureIds]), ne(charges.state, 'refunded')))
  // A picture may be on several counters (an account's and its address's); it costs what one of them says.
  return new Map(rows.map((row) => [row.id, row.units]))
}
