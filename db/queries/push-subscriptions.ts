import { and, desc, eq, notInArray, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { PushSubscriptionRow } from '../tables.ts'

/** Keeps a browser's subscription for whoever uses it now; of each owner's, the `keep` newest. */
export async function putPushSubscription(
  { db, tables: { pushSubscriptions } }: Session,
  { id, ...set }: PushSubscriptionRow,
  keep: number,
) {
  await db
    .insert(pushSubscriptions)
    .values({ id, ...set })
    .onConflictDoUpdate({ target: pushSubscriptions.id, set })
  const own = eq(pushSubscriptions.owner, set.owner)
  const newest = db
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(own)
    .orderBy(desc(pushSubscriptions.createdAt), desc(pushSubscriptions.id))
    .limit(keep)
  await db.delete(pushSubscriptions).where(and(own, notInArray(pushSubscriptions.id, newest)))
}

export async function findPushSubscription({ db, tables: { pushSubscriptions } }: Session, id: string) {
  const [row] = await db.select().from(pushSubscriptions).where(eq(pushSubscriptions.id, id))
  return row
}

const idsOf = prepared(({ db, tables: { pushSubscriptions } }) =>
  db
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.owner, sql.placeholder('owner')))
    .prepare(),
)

/** The ids of an owner's subscriptions. */
export async function listPushIds(session: Session, owner: string): Promise<string[]> {
  return (await idsOf(session).execute({ owner })).map(({ id }) => id)
}

/** Forgets a subscription; with `owner`, only if it is theirs. */
export async function deletePushSubscription(
  { db, tables: { pushSubscriptions } }: Session,
  id: string,
  owner?: string,
) {
  const theirs = owner === undefined ? undefined : eq(pushSubscriptions.owner, owner)
  await db.delete(pushSubscriptions).where(and(eq(pushSubscriptions.id, id), theirs))
}
