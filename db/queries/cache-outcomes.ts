import { asc, gte, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { CacheOutcome } from '../tables.ts'

/** How many requests met the cache in each way; a way nobody's did is absent. */
export type OutcomeCounts = Partial<Record<CacheOutcome, number>>

const outcomeToCount = prepared(({ db, tables: { cacheOutcomes } }) =>
  db
    .insert(cacheOutcomes)
    .values({
      day: sql.placeholder('day'),
      outcome: sql.placeholder('outcome'),
      count: sql.placeholder('count'),
    })
    .onConflictDoUpdate({
      target: [cacheOutcomes.day, cacheOutcomes.outcome],
      set: { count: sql`${cacheOutcomes.count} + excluded.count` },
    })
    .prepare(),
)

/** Adds to a UTC day's count. */
export async function addOutcomes(session: Session, row: { day: string; outcome: CacheOutcome; count: number }) {
  await outcomeToCount(session).execute(row)
}

/** The counts of all days from `firstDay` on, added up. */
export async function sumOutcomes({ db, tables: { cacheOutcomes } }: Session, firstDay = ''): Promise<OutcomeCounts> {
  const rows = await db
    .select({ outcome: cacheOutcomes.outcome, count: sql<number>`sum(${cacheOutcomes.count})`.mapWith(Number) })
    .from(cacheOutcomes)
    .where(gte(cacheOutcomes.day, firstDay))
    .groupBy(cacheOutcomes.outcome)
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]))
}

const firstDayOf = prepared(({ db, tables: { cacheOutcomes } }) =>
  db.select({ day: cacheOutcomes.day }).from(cacheOutcomes).orderBy(asc(cacheOutcomes.day)).limit(1).prepare(),
)

/** The first UTC day anything was counted; undefined before that. */
export async function firstOutcomeDay(session: Session): Promise<string | undefined> {
  const [row] = await firstDayOf(session).execute()
  return row?.day
}
