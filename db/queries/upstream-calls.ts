import { and, eq, gte, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Session } from '../database.ts'

export type UpstreamCall = Session['tables']['upstreamCalls']['$inferSelect']

export async function insertCall({ db, tables: { upstreamCalls } }: Session, call: UpstreamCall) {
  await db.insert(upstreamCalls).values(call)
}

/** The call was answered, or given up: `countedBy` is the latest moment the upstream can have counted it. */
export async function settleCall({ db, tables: { upstreamCalls } }: Session, id: string, countedBy: Date) {
  await db.update(upstreamCalls).set({ countedBy }).where(eq(upstreamCalls.id, id))
}

/** Calls that may still count: unanswered, or counted since `since`. */
export async function listRecentCalls({ db, tables: { upstreamCalls } }: Session, upstream: string, since: Date) {
  return await db
    .select()
    .from(upstreamCalls)
    .where(
      and(
        eq(upstreamCalls.upstream, upstream),
        or(isNull(upstreamCalls.countedBy), gte(upstreamCalls.countedBy, since)),
      ),
    )
}

/** Forgets calls counted before `before`: they can never matter again. */
export async function forgetCalls({ db, tables: { upstreamCalls } }: Session, upstream: string, before: Date) {
  await db
    .delete(upstreamCalls)
    .where(
      and(
        eq(upstreamCalls.upstream, upstream),
        lt(upstreamCalls.slotAt, before),
        isNotNull(upstreamCalls.countedBy),
        lt(upstreamCalls.countedBy, before),
      ),
    )
}

/** Since when this upstream's calls are logged here; notes `now` the first time. */
export async function watchedSince({ db, tables: { upstreams } }: Session, name: string, now: Date): Promise<Date> {
  await db.insert(upstreams).values({ name, watchedSince: now }).onConflictDoNothing()
  const [row] = await db.select().from(upstreams).where(eq(upstreams.name, name))
  return row?.watchedSince ?? now
}
