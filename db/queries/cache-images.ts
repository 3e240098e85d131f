import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'

/** An image and who needs it: the cache, and people's pictures (as itself or as a sketch). */
export type ImageUse = { hash: string; bytes: number; cached: boolean; shown: boolean }

const imageUsesOf = prepared(({ db, tables: { images, cacheEntries, pictures } }) => {
  const entry = db.select({ one: sql`1` }).from(cacheEntries).where(eq(cacheEntries.imageHash, images.hash))
  const picture = db.select({ one: sql`1` }).from(pictures).where(eq(pictures.imageHash, images.hash))
  const sketch = db.select({ one: sql`1` }).from(pictures).where(eq(pictures.sketchHash, images.hash))
  return db
    .select({
      hash: images.hash,
      bytes: images.bytes,
      cached: sql<boolean>`exists ${entry}`.mapWith(Boolean),
      shown: sql<boolean>`(exists ${picture} or exists ${sketch})`.mapWith(Boolean),
    })
    .from(images)
    .where(and(gte(images.hash, sql.placeholder('from')), lt(images.hash, sql.placeholder('before'))))
    .orderBy(asc(images.hash))
    .prepare()
})

/** Images whose hash begins with these hex digits, with who needs them. */
export async function listImageUses(session: Session, prefix: string): Promise<ImageUse[]> {
  return await imageUsesOf(session).execute({ from: prefix, before: `${prefix}g` })
}
