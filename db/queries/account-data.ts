import { and, asc, eq, gt, gte, inArray, or, sum } from 'drizzle-orm'
import { noteChange, type Session } from '../database.ts'
import type { Picture } from '../tables.ts'

/** What a subject used on each day since `day` (UTC) that it used anything, oldest first. */
export async function readUsedByDay({ db, tables: { usage } }: Session, subject: string, day: string) {
  const rows = await db
    .select({ day: usage.day, used: sum(usage.used).mapWith(Number) })
    .from(usage)
    .where(and(eq(usage.subject, subject), gte(usage.day, day)))
    .groupBy(usage.day)
    .orderBy(asc(usage.day))
  return rows.filter(({ used }) => used > 0)
}

/** The providers an account signs in with, in the order they were connected. */
export async function listProviders({ db, tables: { oauthAccounts } }: Session, userId: string) {
  const { provider, createdAt } = oauthAccounts
  return await db
    .select({ provider, createdAt })
    .from(oauthAccounts)
    .where(eq(oauthAccounts.userId, userId))
    .orderBy(asc(createdAt), asc(provider))
}

/** An owner's pictures, oldest first, `limit` of them after the one with id `after`. */
export async function listPicturesAfter(
  { db, tables: { pictures } }: Session,
  { owner, after, limit }: { owner: string; after: string; limit: number },
): Promise<Picture[]> {
  return await db
    .select()
    .from(pictures)
    .where(and(eq(pictures.owner, owner), gt(pictures.id, after)))
    .orderBy(asc(pictures.id))
    .limit(limit)
}

/** What these pictures cost their own asker: never what was counted on a network. */
export async function listChargesOf(
  { db, tables: { charges } }: Session,
  { subject, pictureIds }: { subject: string; pictureIds: string[] },
) {
  const { pictureId, policy, day, units, state, createdAt } = charges
  return await db
    .select({ pictureId, policy, day, units, state, createdAt })
    .from(charges)
    .where(and(inArray(pictureId, pictureIds), eq(charges.subject, subject)))
}

/** What somebody did, and what was done to them, oldest first. */
export async function listAudit({ db, tables: { auditLog } }: Session, name: string) {
  const { at, action, actor, target } = auditLog
  return await db
    .select({ at, action, actor, target })
    .from(auditLog)
    .where(or(eq(actor, name), eq(target, name)))
    .orderBy(asc(at), asc(auditLog.id))
}

/** Whom an account wants told of its pictures, and where. Browsers' addresses and keys open them to anybody: those stay here. */
export async function readNotificationData({ db, tables }: Session, userId: string) {
  const { webhooks, noticeSettings, pushSubscriptions } = tables
  const [webhook] = await db.select({ url: webhooks.url }).from(webhooks).where(eq(webhooks.userId, userId))
  const { tab, sound, browser } = noticeSettings
  const [settings] = await db
    .select({ tab, sound, browser })
    .from(noticeSettings)
    .where(eq(noticeSettings.userId, userId))
  const { locale, createdAt } = pushSubscriptions
  const browsers = await db
    .select({ locale, createdAt })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.userId, userId))
  return { webhook: webhook?.url ?? null, settings: settings ?? null, browsers }
}

/** Puts another name in the place of somebody's in the whole log: what was done stays, by whom does not. */
export async function renameInAudit({ db, tables: { auditLog } }: Session, name: string, newName: string) {
  await db.update(auditLog).set({ actor: newName }).where(eq(auditLog.actor, name))
  await db.update(auditLog).set({ target: newName }).where(eq(auditLog.target, name))
}

/** Cuts a picture that others wait for loose from whoever asked for it: it is drawn for them, and nobody's. */
export async function disownPicture(session: Session, id: string, nobody: string) {
  const { pictures, pictureWebhooks } = session.tables
  await session.db.delete(pictureWebhooks).where(eq(pictureWebhooks.pictureId, id))
  await session.db
    .update(pictures)
    .set({ owner: nobody, subject: nobody, userId: null, address: null, idempotencyKey: null })
    .where(eq(pictures.id, id))
  noteChange(session, id)
}

/**
 * Deletes all of an owner's pictures, what the cache kept of private ones, their counters and charges. What was counted
 * on networks stays counted. Returns the ids, and the hashes of the images that nobody may need any more.
 */
export async function deletePicturesOf(session: Session, owner: string) {
  const { db, tables } = session
  const { pictures, cacheEntries, charges, usage, idempotencyKeys } = tables
  const theirs = eq(pictures.owner, owner)
  const privateKeys = db
    .select({ key: pictures.key })
    .from(pictures)
    .where(and(theirs, eq(pictures.visibility, 'private')))
  const kept = await db
    .delete(cacheEntries)
    .where(inArray(cacheEntries.key, privateKeys))
    .returning({ imageHash: cacheEntries.imageHash })
  const ids = db.select({ id: pictures.id }).from(pictures).where(theirs)
  await db.delete(charges).where(and(inArray(charges.pictureId, ids), eq(charges.subject, owner)))
  await db.delete(usage).where(eq(usage.subject, owner))
  await db.delete(idempotencyKeys).where(eq(idempotencyKeys.owner, owner))
  const { id, imageHash, sketchHash } = pictures
  const gone = await db.delete(pictures).where(theirs).returning({ id, imageHash, sketchHash })
  for (const picture of gone) noteChange(session, picture.id)
  const shown = gone.flatMap((picture) => [picture.imageHash, picture.sketchHash])
  const hashes = new Set([...kept.map((entry) => entry.imageHash), ...shown.filter((hash) => hash !== null)])
  return { ids: gone.map((picture) => picture.id), hashes: [...hashes] }
}
