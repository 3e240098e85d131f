import { and, eq, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'

export type UpstreamCall = Session['tables']['upstreamCalls']['$inferSelect']

const callToInsert = prepared(({ db, tables: { upstreamCalls } }) =>
  db
    .insert(upstreamCalls)
    .values({
      id: sql.placeholder('id'),
      upstream: sql.placeholder('upstream'),
      pictureId: sql.placeholder('pictureId'),
      slotAt: sql.placeholder('slotAt'),
    })
    .prepare(),
)

/** A call that is about to be sent; nobody knows yet when it counts. */
export async function insertCall(session: Session, call: Omit<UpstreamCall, 'countedBy'>) {
  await callToInsert(session).execute(call)
}

const callToSettle = prepared(({ db, tables: { upstreamCalls } }) =>
  db
    .update(upstreamCalls)
    .set({ countedBy: sql`${sql.param(sql.placeholder('countedBy'), upstreamCalls.countedBy)}` })
    .where(eq(upstreamCalls.id, sql.placeholder('id')))
    .prepare(),
)

/** The call was answered, or given up: `countedBy` is the latest moment the upstream can have counted it. */
export async function settleCall(session: Session, id: string, countedBy: Date) {
  await callToSettle(session).execute({ id, countedBy })
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

const callsToForget = prepared(({ db, tables: { upstreamCalls } }) => {
  const before = sql`${sql.param(sql.placeholder('before'), upstreamCalls.slotAt)}`
  return db
    .delete(upstreamCalls)
    .where(
      and(
        eq(upstreamCalls.upstream, sql.placeholder('upstream')),
        lt(upstreamCalls.slotAt, before),
        isNotNull(upstreamCalls.countedBy),
        lt(upstreamCalls.countedBy, before),
      ),
    )
    .prepare()
})

/** Forgets calls counted before `before`: they can never matter again. */
export async function forgetCalls(session: Session, upstream: string, before: Date) {
  await callsToForget(session).execute({ upstream, before })
}

/** Since when this upstream's calls are logged here; notes `now` the first time. */
export async function watchedSince({ db, tables: { upstreams } }: Session, name: string, now: Date): Promise<Date> {
  await db.insert(upstreams).values({ name, watchedSince: now }).onConflictDoNothing()
  const [row] = await db.select().from(upstreams).where(eq(upstreams.name, name))
  return row?.watchedSince ?? now
}
