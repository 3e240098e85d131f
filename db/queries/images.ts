import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'

export type NewImage = Session['tables']['images']['$inferInsert']

const imageToInsert = prepared(({ db, tables: { images } }) =>
  db
    .insert(images)
    .values({
      hash: sql.placeholder('hash'),
      mime: sql.placeholder('mime'),
      bytes: sql.placeholder('bytes'),
      width: sql.placeholder('width'),
      height: sql.placeholder('height'),
      source: sql.placeholder('source'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .returning({ hash: images.hash })
    .prepare(),
)

/** Storing the same bytes twice is one row. Whether these were new. */
export async function insertImage(session: Session, row: NewImage): Promise<boolean> {
  return (await imageToInsert(session).execute(row)).length > 0
}

const imageShown = prepared(({ db, tables: { images, pictures } }) => {
  const picture = db.select({ one: sql`1` }).from(pictures).where(eq(pictures.imageHash, images.hash))
  const sketch = db.select({ one: sql`1` }).from(pictures).where(eq(pictures.sketchHash, images.hash))
  return db
    .select({ shown: sql<boolean>`(exists ${picture} or exists ${sketch})`.mapWith(Boolean) })
    .from(images)
    .where(eq(images.hash, sql.placeholder('hash')))
    .prepare()
})

/** Whether this image is in somebody's history, or on a page of its own: a picture's, as itself or as its sketch. */
export async function isImageShown(session: Session, hash: string): Promise<boolean> {
  const [row] = await imageShown(session).execute({ hash })
  return row?.shown ?? false
}

/** Whether anything still needs this image: somebody's picture, or a cache entry. */
export async function isImageUsed(session: Session, hash: string): Promise<boolean> {
  if (await isImageShown(session, hash)) return true
  const { db, tables } = session
  const { cacheEntries } = tables
  const [entry] = await db
    .select({ key: cacheEntries.key })
    .from(cacheEntries)
    .where(eq(cacheEntries.imageHash, hash))
    .limit(1)
  return entry !== undefined
}

const imageToDelete = prepared(({ db, tables: { images } }) =>
  db
    .delete(images)
    .where(eq(images.hash, sql.placeholder('hash')))
    .prepare(),
)

export async function deleteImage(session: Session, hash: string) {
  await imageToDelete(session).execute({ hash })
}

export type CacheEntry = Session['tables']['cacheEntries']['$inferSelect']

const cacheEntryOf = prepared(({ db, tables: { cacheEntries } }) =>
  db
    .select()
    .from(cacheEntries)
    .where(
      and(
        eq(cacheEntries.key, sql.placeholder('key')),
        gt(cacheEntries.expiresAt, sql`${sql.param(sql.placeholder('now'), cacheEntries.expiresAt)}`),
      ),
    )
    .prepare(),
)

/** The unexpired cache entry for a key. */
export async function findCacheEntry(session: Session, key: string, now: Date): Promise<CacheEntry | undefined> {
  const [row] = await cacheEntryOf(session).execute({ key, now })
  return row
}

const entryToPut = prepared(({ db, tables: { cacheEntries } }) => {
  const now = sql.placeholder('now')
  return db
    .insert(cacheEntries)
    .values({
      key: sql.placeholder('key'),
      imageHash: sql.placeholder('imageHash'),
      words: sql.placeholder('words'),
      hits: 0,
      worth: sql.placeholder('worth'),
      lastHitAt: now,
      expiresAt: sql.placeholder('expiresAt'),
      createdAt: now,
    })
    .onConflictDoUpdate({
      target: cacheEntries.key,
      set: {
        imageHash: sql`excluded.image_hash`,
        words: sql`excluded.words`,
        worth: sql`case when ${cacheEntries.worth} > excluded.worth then ${cacheEntries.worth} else excluded.worth end`,
        expiresAt: sql`excluded.expires_at`,
        createdAt: sql`excluded.created_at`,
      },
    })
    .prepare()
})

/** Puts an image under its key; a newer drawing of the same key takes the place of the older, and is wanted as much. */
export async function putCacheEntry(
  session: Session,
  entry: { key: string; imageHash: string; words: string; worth: number; now: Date; expiresAt: Date },
) {
  await entryToPut(session).execute(entry)
}

export async function deleteCacheEntry({ db, tables: { cacheEntries } }: Session, key: string) {
  await db.delete(cacheEntries).where(eq(cacheEntries.key, key))
}

/** Forgets the cache entries of an image that ended by `now`: they serve nobody, and would keep its bytes. */
export async function deleteExpiredEntries({ db, tables: { cacheEntries } }: Session, imageHash: string, now: Date) {
  await db.delete(cacheEntries).where(and(eq(cacheEntries.imageHash, imageHash), lte(cacheEntries.expiresAt, now)))
}

const imageOf = prepared(({ db, tables: { images } }) =>
  db
    .select()
    .from(images)
    .where(eq(images.hash, sql.placeholder('hash')))
    .prepare(),
)

export async function findImage(session: Session, hash: string) {
  const [row] = await imageOf(session).execute({ hash })
  return row
}
