import { and, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'

type PicturesTable = Session['tables']['pictures']

/** Has one. A range, so that the index on sketches finds these few among all pictures. */
const hasSketch = (pictures: PicturesTable) => gt(pictures.sketchHash, '')

/** A status that no index is read by: otherwise SQLite would walk the whole history for the few that have a sketch. */
const statusOf = ({ status }: PicturesTable) => sql<string>`${status} || ''`

/** May be given one, or keeps it: on its way, or given up for another reason than its words. */
const wantsSketch = ({ status, error }: PicturesTable) =>
  or(inArray(status, ['queued', 'drawing']), and(eq(status, 'failed'), ne(error, 'moderation')))

/** Shows something else by now, or nothing: a kept sketch is the picture itself. */
const isDoneWith = (pictures: PicturesTable) => {
  const { error, imageHash, sketchHash } = pictures
  return or(
    and(eq(statusOf(pictures), 'ready'), ne(imageHash, sketchHash)),
    eq(statusOf(pictures), 'cancelled'),
    and(eq(statusOf(pictures), 'failed'), eq(error, 'moderation')),
  )
}

/** A sketch somebody's picture of this key has: the same words, look and seed make the same one. */
export async function findSketch({ db, tables: { pictures } }: Session, key: string): Promise<string | undefined> {
  const [row] = await db
    .select({ hash: pictures.sketchHash })
    .from(pictures)
    .where(and(eq(pictures.key, key), hasSketch(pictures)))
    .limit(1)
  return row?.hash ?? undefined
}

/** Gives a picture and everybody who joined it their sketch, where they still want one. Returns the ids that changed. */
export async function giveSketch(
  { db, tables: { pictures } }: Session,
  { pictureId, hash }: { pictureId: string; hash: string },
): Promise<string[]> {
  const rows = await db
    .update(pictures)
    .set({ sketchHash: hash })
    .where(
      and(
        or(eq(pictures.id, pictureId), eq(pictures.leaderId, pictureId)),
        isNull(pictures.sketchHash),
        wantsSketch(pictures),
      ),
    )
    .returning({ id: pictures.id })
  return rows.map(({ id }) => id)
}

/** Of pictures that are ready: an image that happens to be the sketch's very bytes is the picture all the same. */
export async function forgetSameSketch(
  { db, tables: { pictures } }: Session,
  pictureIds: readonly string[],
  hash: string,
) {
  await db
    .update(pictures)
    .set({ sketchHash: null })
    .where(and(inArray(pictures.id, [...pictureIds]), eq(pictures.sketchHash, hash)))
}

/** Pictures finished by `before` whose sketch nobody is shown any more, some of them. */
export async function listSketchesDone({ db, tables: { pictures } }: Session, before: Date) {
  return await db
    .select({ id: pictures.id, sketchHash: pictures.sketchHash })
    .from(pictures)
    .where(and(hasSketch(pictures), isDoneWith(pictures), lte(pictures.finishedAt, before)))
    .limit(100)
}

/** Whether any sketch is on show that will have to be released once its picture is finished. */
export async function hasSketchesToRelease({ db, tables: { pictures } }: Session): Promise<boolean> {
  const [row] = await db
    .select({ id: pictures.id })
    .from(pictures)
    .where(and(hasSketch(pictures), or(inArray(statusOf(pictures), ['queued', 'drawing']), isDoneWith(pictures))))
    .limit(1)
  return row !== undefined
}

export async function forgetSketch({ db, tables: { pictures } }: Session, pictureId: string) {
  await db.update(pictures).set({ sketchHash: null }).where(eq(pictures.id, pictureId))
}
