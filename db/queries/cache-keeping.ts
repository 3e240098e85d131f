import { and, asc, desc, eq, gt, lte, or, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'
import { deleteImage, isImageShown } from './images.ts'

const keptOf = prepared(({ db, tables: { cacheEntries, images } }) =>
  db
    .select({ worth: cacheEntries.worth, expiresAt: cacheEntries.expiresAt, bytes: images.bytes })
    .from(cacheEntries)
    .innerJoin(images, eq(images.hash, cacheEntries.imageHash))
    .where(eq(cacheEntries.key, sql.placeholder('key')))
    .prepare(),
)

/** What an entry is worth and until when it is kept; undefined when it is gone. */
export async function findKept(session: Session, key: string) {
  const [row] = await keptOf(session).execute({ key })
  return row
}

const countedUse = prepared(({ db, tables: { cacheEntries: entries } }) =>
  db
    .update(entries)
    .set({
      hits: sql`${entries.hits} + ${sql.placeholder('uses')}`,
      worth: sql`${sql.placeholder('worth')}`,
      lastHitAt: sql`${sql.param(sql.placeholder('lastHitAt'), entries.lastHitAt)}`,
      expiresAt: sql`${sql.param(sql.placeholder('expiresAt'), entries.expiresAt)}`,
    })
    .where(eq(entries.key, sql.placeholder('key')))
    .prepare(),
)

/** Counts uses of an entry, with what it is worth and until when it is kept after them. */
export async function countUses(
  session: Session,
  use: { key: string; uses: number; worth: number; lastHitAt: Date; expiresAt: Date },
) {
  await countedUse(session).execute(use)
}

/** Entries that have expired, some of them. */
export async function listExpiredEntries({ db, tables: { cacheEntries } }: Session, now: Date, limit: number) {
  return await db
    .select({ key: cacheEntries.key, imageHash: cacheEntries.imageHash })
    .from(cacheEntries)
    .where(lte(cacheEntries.expiresAt, now))
    .orderBy(asc(cacheEntries.expiresAt))
    .limit(limit)
}

/** Where a walk from the least worth up stands. */
export type WorthCursor = { worth: number; key: string }

/** An entry as a candidate for eviction. */
export type LeastWorth = WorthCursor & {
  imageHash: string
  bytes: number
  /** Its image is in somebody's history: evicting it frees nothing. */
  shown: boolean
  /** Another entry that is worth more has the same image: it goes with that one. */
  outdone: boolean
}

/** The entries worth least, beyond the cursor. */
export async function listLeastWorth(
  { db, tables: { cacheEntries: entries, images, pictures } }: Session,
  after: WorthCursor | undefined,
  limit: number,
): Promise<LeastWorth[]> {
  const picture = db.select({ one: sql`1` }).from(pictures).where(eq(pictures.imageHash, entries.imageHash))
  const sketch = db.select({ one: sql`1` }).from(pictures).where(eq(pictures.sketchHash, entries.imageHash))
  const better = sql`select 1 from ${entries} as better where better.image_hash = ${entries.imageHash}
    and (better.worth, better.key) > (${entries.worth}, ${entries.key})`
  const beyond =
    after && or(gt(entries.worth, after.worth), and(eq(entries.worth, after.worth), gt(entries.key, after.key)))
  return await db
    .select({
      key: entries.key,
      worth: entries.worth,
      imageHash: entries.imageHash,
      bytes: images.bytes,
      shown: sql<boolean>`(exists ${picture} or exists ${sketch})`.mapWith(Boolean),
      outdone: sql<boolean>`exists (${better})`.mapWith(Boolean),
    })
    .from(entries)
    .innerJoin(images, eq(images.hash, entries.imageHash))
    .where(beyond)
    .orderBy(asc(entries.worth), asc(entries.key))
    .limit(limit)
}

/** Forgets an image and every cache entry that shows it, unless somebody's picture does. Whether it is forgotten. */
export async function evictImage(session: Session, hash: string): Promise<boolean> {
  if (await isImageShown(session, hash)) return false
  await deleteEntriesOf(session, hash)
  await deleteImage(session, hash)
  return true
}

const entriesToDelete = prepared(({ db, tables: { cacheEntries } }) =>
  db
    .delete(cacheEntries)
    .where(eq(cacheEntries.imageHash, sql.placeholder('imageHash')))
    .returning({ key: cacheEntries.key })
    .prepare(),
)

/** Forgets the cache entries of an image. How many there were. */
export async function deleteEntriesOf(session: Session, imageHash: string): Promise<number> {
  return (await entriesToDelete(session).execute({ imageHash })).length
}

/** An entry that will expire, with what a drawing of the same needs. */
export type Expiring = { key: string; words: string; imageHash: string; worth: number; bytes: number }

/** Entries that expire after `now` and by `until`, the one that is worth most first. */
export async function listExpiring(
  { db, tables: { cacheEntries: entries, images } }: Session,
  { now, until }: { now: Date; until: Date },
  limit: number,
): Promise<Expiring[]> {
  const { key, words, imageHash, worth } = entries
  return await db
    .select({ key, words, imageHash, worth, bytes: images.bytes })
    .from(entries)
    .innerJoin(images, eq(images.hash, entries.imageHash))
    .where(and(gt(entries.expiresAt, now), lte(entries.expiresAt, until)))
    .orderBy(desc(entries.worth))
    .limit(limit)
}

/** Puts a newer drawing in the place of `oldHash`, if that is still what the entry shows. Whether it was. */
export async function renewEntry(
  { db, tables: { cacheEntries: entries } }: Session,
  { key, oldHash, imageHash, expiresAt }: { key: string; oldHash: string; imageHash: string; expiresAt: Date },
): Promise<boolean> {
  const rows = await db
    .update(entries)
    .set({ imageHash, expiresAt })
    .where(and(eq(entries.key, key), eq(entries.imageHash, oldHash)))
    .returning({ key: entries.key })
  return rows.length > 0
}
