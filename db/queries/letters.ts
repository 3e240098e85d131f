import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import type { Session } from '../database.ts'
import type { Letter } from '../tables.ts'

/** Due at once. */
export async function insertLetter(
  { db, tables }: Session,
  { userId = null, ...letter }: Pick<Letter, 'kind' | 'email' | 'locale'> & { userId?: string | null },
  now: Date,
) {
  await db.insert(tables.letters).values({ id: uuid(), userId, ...letter, dueAt: now, createdAt: now })
}

/** Those that are due, longest first. */
export async function listDueLetters({ db, tables: { letters } }: Session, now: Date, limit: number) {
  return await db
    .select()
    .from(letters)
    .where(lte(letters.dueAt, now))
    .orderBy(asc(letters.dueAt), asc(letters.id))
    .limit(limit)
}

/** When the next one is due, if any waits. */
export async function nextLetterDue({ db, tables: { letters } }: Session): Promise<Date | undefined> {
  const [row] = await db.select({ dueAt: letters.dueAt }).from(letters).orderBy(asc(letters.dueAt)).limit(1)
  return row?.dueAt
}

/** Takes a letter to be sent: due again at `until`, one try more. False if somebody else was quicker, or it is gone. */
export async function takeLetter(
  { db, tables: { letters } }: Session,
  { id, dueAt }: Pick<Letter, 'id' | 'dueAt'>,
  until: Date,
): Promise<boolean> {
  const rows = await db
    .update(letters)
    .set({ dueAt: until, attempts: sql`${letters.attempts} + 1` })
    .where(and(eq(letters.id, id), eq(letters.dueAt, dueAt)))
    .returning({ id: letters.id })
  return rows.length === 1
}

/** When a letter that was taken is tried again. */
export async function putOffLetter({ db, tables: { letters } }: Session, id: string, until: Date) {
  await db.update(letters).set({ dueAt: until }).where(eq(letters.id, id))
}

export async function deleteLetter({ db, tables: { letters } }: Session, id: string) {
  await db.delete(letters).where(eq(letters.id, id))
}
