import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import type { Session } from '../database.ts'
import type { Subscription } from '../tables.ts'

/** A user's subscriptions, past ones too, in the order they start. */
export async function readSubscriptions(
  { db, tables: { subscriptions } }: Session,
  userId: string,
): Promise<Subscription[]> {
  return await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.userId, userId))
    .orderBy(subscriptions.startsAt, subscriptions.id)
}

/** `endsAt` null: without end. `source` is `operator` or `token:<token id>`. */
export async function insertSubscription(
  { db, tables }: Session,
  grant: Pick<Subscription, 'userId' | 'source' | 'startsAt' | 'endsAt'>,
  createdAt: Date,
) {
  await db.insert(tables.subscriptions).values({ id: uuid(), tier: 'premium', ...grant, createdAt })
}

/** Ends what is running or still to come for a user at `at`; with a `source`, only what came from there. */
export async function endSubscriptions(
  { db, tables: { subscriptions } }: Session,
  { userId, source, at }: { userId: string; source?: string; at: Date },
) {
  await db
    .update(subscriptions)
    .set({ endsAt: at })
    .where(
      and(
        eq(subscriptions.userId, userId),
        or(isNull(subscriptions.endsAt), gt(subscriptions.endsAt, at)),
        source === undefined ? undefined : eq(subscriptions.source, source),
      ),
    )
}
