import { and, desc, eq, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'

export type UpstreamCall = Session['tables']['upstreamCalls']['$inferSelect']
export type UpstreamRow = Session['tables']['upstreams']['$inferSelect']

const callToInsert = prepared(({ db, tables: { upstreamCalls } }) =>
  db
    .insert(upstreamCalls)
    .values({
      id: sql.placeholder('id'),
      upstream: sql.placeholder('upstream'),
      pictureId: sql.placeholder('pictureId'),
      retry: sql.placeholder('retry'),
      slotAt: sql.placeholder('slotAt'),
      epoch: sql.placeholder('epoch'),
      sendBy: sql.placeholder('sendBy'),
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
    .set({
      epoch: sql`${sql.placeholder('epoch')}`,
      countedBy: sql`${sql.param(sql.placeholder('countedBy'), upstreamCalls.countedBy)}`,
    })
    .where(eq(upstreamCalls.id, sql.placeholder('id')))
    .prepare(),
)

/** The call was answered, or given up: `countedBy`, of that epoch, is the latest moment the upstream can have counted it. */
export async function settleCall(session: Session, call: { id: string; epoch: string; countedBy: number }) {
  await callToSettle(session).execute(call)
}

/** The whole log of an account, newest first: what `forgetCalls` left of it. */
export async function listCalls({ db, tables: { upstreamCalls } }: Session, upstream: string): Promise<UpstreamCall[]> {
  return await db
    .select()
    .from(upstreamCalls)
    .where(eq(upstreamCalls.upstream, upstream))
    .orderBy(desc(upstreamCalls.slotAt))
}

/**
 * Forgets what can never matter again: calls of this epoch counted before `countedBefore` or, unanswered, never sent after
 * `sentBefore`; and those of other epochs from before `slotBefore` by the wall clock.
 */
export async function forgetCalls(
  { db, tables: { upstreamCalls: calls } }: Session,
  { upstream, epoch }: { upstream: string; epoch: string },
  { countedBefore, sentBefore, slotBefore }: { countedBefore: number; sentBefore: number; slotBefore: Date },
) {
  const counted = and(isNotNull(calls.countedBy), lt(calls.countedBy, countedBefore))
  const lost = and(isNull(calls.countedBy), lt(calls.sendBy, sentBefore))
  const own = and(eq(calls.epoch, epoch), or(counted, lost))
  const foreign = and(ne(calls.epoch, epoch), lt(calls.slotAt, slotBefore))
  await db.delete(calls).where(and(eq(calls.upstream, upstream), or(own, foreign)))
}

/** What is known of an account; undefined before its log began. */
export async function findUpstream({ db, tables: { upstreams } }: Session, name: string) {
  const [row] = await db.select().from(upstreams).where(eq(upstreams.name, name))
  return row
}

export async function putUpstream({ db, tables: { upstreams } }: Session, row: UpstreamRow) {
  const { epoch, frozenUntil } = row
  await db.insert(upstreams).values(row).onConflictDoUpdate({ target: upstreams.name, set: { epoch, frozenUntil } })
}
