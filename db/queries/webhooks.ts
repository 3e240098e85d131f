import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { Webhook } from '../tables.ts'

const webhookOf = prepared(({ db, tables: { webhooks } }) =>
  db
    .select()
    .from(webhooks)
    .where(eq(webhooks.userId, sql.placeholder('userId')))
    .prepare(),
)

/** Whom an account wants told, and how its messages are signed; undefined until it set or rotated something. */
export async function findWebhook(session: Session, userId: string): Promise<Webhook | undefined> {
  const [row] = await webhookOf(session).execute({ userId })
  return row
}

/** Sets an account's webhook, or takes it away with null. */
export async function putWebhookUrl({ db, tables: { webhooks } }: Session, userId: string, url: string | null) {
  const set = { url, goneAt: null }
  await db
    .insert(webhooks)
    .values({ userId, ...set })
    .onConflictDoUpdate({ target: webhooks.userId, set })
}

/** The account signs with a new secret from now on. */
export async function raiseSecretVersion({ db, tables: { webhooks } }: Session, userId: string, at: Date) {
  await db
    .insert(webhooks)
    .values({ userId, secretVersion: 2, rotatedAt: at })
    .onConflictDoUpdate({
      target: webhooks.userId,
      set: { secretVersion: sql`${webhooks.secretVersion} + 1`, rotatedAt: at },
    })
}

/** Nothing more is sent to the account's webhook, if it still has this address. */
export async function markWebhookGone(
  { db, tables: { webhooks } }: Session,
  { userId, url, at }: { userId: string; url: string; at: Date },
) {
  await db
    .update(webhooks)
    .set({ goneAt: at })
    .where(and(eq(webhooks.userId, userId), eq(webhooks.url, url), isNull(webhooks.goneAt)))
}

/** A request for this picture wants `url` told of its end. */
export async function insertPictureWebhook(
  { db, tables: { pictureWebhooks } }: Session,
  named: { pictureId: string; url: string },
) {
  await db.insert(pictureWebhooks).values(named).onConflictDoNothing()
}

const namedOf = prepared(({ db, tables: { pictureWebhooks } }) =>
  db
    .select({ url: pictureWebhooks.url })
    .from(pictureWebhooks)
    .where(eq(pictureWebhooks.pictureId, sql.placeholder('pictureId')))
    .prepare(),
)

/** Whom requests for this picture named, and forgets them: it ends once. */
export async function takePictureWebhooks(session: Session, pictureId: string): Promise<string[]> {
  const { pictureWebhooks } = session.tables
  const urls = (await namedOf(session).execute({ pictureId })).map(({ url }) => url)
  if (urls.length > 0) await session.db.delete(pictureWebhooks).where(eq(pictureWebhooks.pictureId, pictureId))
  return urls
}
