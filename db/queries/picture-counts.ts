import { count } from 'drizzle-orm'
import type { Session } from '../database.ts'
import type { PictureStatus } from '../tables.ts'

/** How many pictures there are of each status, all histories together: it reads an index from end to end. */
export async function countPictures({ db, tables: { pictures } }: Session): Promise<Map<PictureStatus, number>> {
  const rows = await db.select({ status: pictures.status, n: count() }).from(pictures).groupBy(pictures.status)
  return new Map(rows.map(({ status, n }) => [status, n]))
}
