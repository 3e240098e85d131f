import { and, eq, ne, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'

export type Counter = { subject: string; policy: string; day: string }

const isCounter = (usage: Session['tables']['usage']) =>
  and(
    eq(usage.subject, sql.placeholder('subject')),
    eq(usage.policy, sql.placeholder('policy')),
    eq(usage.day, sql.placeholder('day')),
  )

const unitsToTake = prepared(({ db, tables: { usage } }) => {
  const units = sql.placeholder('units')
  return db
    .insert(usage)
    .values({
      subject: sql.placeholder('subject'),
      policy: sql.placeholder('policy'),
      day: sql.placeholder('day'),
      used: units,
    })
    .onConflictDoUpdate({
      target: [usage.subject, usage.policy, usage.day],
      set: { used: sql`${usage.used} + excluded.used` },
      setWhere: sql`${usage.used} + excluded.used <= ${sql.placeholder('limit')}`,
    })
    .returning({ used: usage.used })
    .prepare()
})

/**
 * Takes `units` from a daily counter if they fit under `limit`, in one statement: check and take cannot be pulled apart.
 * Returns what is used now, or undefined when they do not fit (and then nothing was taken).
 */
export async function takeUnits(
  session: Session,
  take: Counter & { units: number; limit: number },
): Promise<number | undefined> {
  if (take.units > take.limit) return undefined
  const [row] = await unitsToTake(session).execute(take)
  return row?.used
}

const unitsToReturn = prepared(({ db, tables: { usage } }) =>
  db
    .update(usage)
    .set({ used: sql`${usage.used} - ${sql.placeholder('units')}` })
    .where(isCounter(usage))
    .prepare(),
)

/** Puts units back on a counter they were just taken from. */
export async function returnUnits(session: Session, { subject, policy, day, units }: Counter & { units: number }) {
  await unitsToReturn(session).execute({ subject, policy, day, units })
}

const usedOf = prepared(({ db, tables: { usage } }) =>
  db.select({ used: usage.used }).from(usage).where(isCounter(usage)).prepare(),
)

export async function readUsed(session: Session, { subject, policy, day }: Counter): Promise<number> {
  const [row] = await usedOf(session).execute({ subject, policy, day })
  return row?.used ?? 0
}

const chargeToInsert = prepared(({ db, tables: { charges } }) =>
  db
    .insert(charges)
    .values({
      pictureId: sql.placeholder('pictureId'),
      subject: sql.placeholder('subject'),
      policy: sql.placeholder('policy'),
      day: sql.placeholder('day'),
      units: sql.placeholder('units'),
      state: 'reserved',
      createdAt: sql.placeholder('createdAt'),
    })
    .prepare(),
)

/** Writes down what a picture was charged, one row a counter. */
export async function insertCharges(
  session: Session,
  pictureId: string,
  counters: readonly (Counter & { units: number })[],
  createdAt: Date,
) {
  for (const counter of counters) await chargeToInsert(session).execute({ ...counter, pictureId, createdAt })
}

const chargesToSettle = prepared(({ db, tables: { charges } }) =>
  db
    .update(charges)
    .set({ state: 'charged' })
    .where(and(eq(charges.pictureId, sql.placeholder('pictureId')), eq(charges.state, 'reserved')))
    .prepare(),
)

/** The picture was delivered: its reserved charges stay. */
export async function settleCharges(session: Session, pictureId: string) {
  await chargesToSettle(session).execute({ pictureId })
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

const chargedOf = prepared(({ db, tables: { charges } }) =>
  db
    .select({ units: charges.units })
    .from(charges)
    .where(and(eq(charges.pictureId, sql.placeholder('pictureId')), ne(charges.state, 'refunded')))
    .prepare(),
)

/** Units each picture cost the caller after refunds, by id; pictures that cost nothing are absent. */
export async function readCharged(session: Session, pictureIds: readonly string[]) {
  const charged = new Map<string, number>()
  for (const pictureId of pictureIds) {
    // A picture may be on several counters (an account's and its address's); it costs what one of them says.
    const [charge] = await chargedOf(session).execute({ pictureId })
    if (charge) charged.set(pictureId, charge.units)
  }
  return charged
}
