import { and, asc, count, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { noteChange, type Session } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { Picture } from '../tables.ts'

export type NewPicture = Session['tables']['pictures']['$inferInsert']

type Column = keyof NewPicture

/** One query for each set of columns that is given, of which few occur: a placeholder cannot stand for a null. */
const insertsByColumns = new Map<string, ReturnType<typeof pictureToInsert>>()
const pictureToInsert = (columns: readonly Column[]) =>
  prepared(({ db, tables: { pictures } }) =>
    db
      .insert(pictures)
      .values(placeholdersOf(columns) as NewPicture)
      .returning()
      .prepare(),
  )

/** Drizzle takes a placeholder for any column's value, and encodes what is given for it as that column does. */
const placeholdersOf = (columns: readonly Column[]): object =>
  Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)]))

export async function insertPicture(session: Session, row: NewPicture): Promise<Picture> {
  const columns = Object.keys(session.tables.pictures).filter((name): name is Column => row[name as Column] != null)
  const name = columns.join()
  const query = insertsByColumns.get(name) ?? pictureToInsert(columns)
  insertsByColumns.set(name, query)
  const [inserted] = await query(session).execute(row)
  if (!inserted) throw new Error('an insert returned no row')
  noteChange(session, inserted.id)
  return inserted
}

const pictureOf = prepared(({ db, tables: { pictures } }) =>
  db
    .select()
    .from(pictures)
    .where(eq(pictures.id, sql.placeholder('id')))
    .prepare(),
)

export async function findPicture(session: Session, id: string): Promise<Picture | undefined> {
  const [row] = await pictureOf(session).execute({ id })
  return row
}

const repeatOf = prepared(({ db, tables: { pictures } }) =>
  db
    .select()
    .from(pictures)
    .where(
      and(eq(pictures.owner, sql.placeholder('owner')), eq(pictures.idempotencyKey, sql.placeholder('idempotencyKey'))),
    )
    .prepare(),
)

export async function findByIdempotencyKey(session: Session, owner: string, idempotencyKey: string) {
  const [row] = await repeatOf(session).execute({ owner, idempotencyKey })
  return row
}

const underwayOfKey = prepared(({ db, tables: { pictures } }) =>
  db
    .select()
    .from(pictures)
    .where(
      and(
        eq(pictures.key, sql.placeholder('key')),
        inArray(pictures.status, ['queued', 'drawing']),
        isNull(pictures.leaderId),
      ),
    )
    .prepare(),
)

/** The picture with this key that is waiting or being drawn for somebody, if any: the one others can join. */
export async function findUnderway(session: Session, key: string): Promise<Picture | undefined> {
  const [row] = await underwayOfKey(session).execute({ key })
  return row
}

const ownUnderwayOf = prepared(({ db, tables: { pictures } }) =>
  db
    .select()
    .from(pictures)
    .where(
      and(
        eq(pictures.owner, sql.placeholder('owner')),
        eq(pictures.key, sql.placeholder('key')),
        inArray(pictures.status, ['queued', 'drawing']),
      ),
    )
    .prepare(),
)

/** This owner's own row of that key, waiting, being drawn, or waiting for the one it joined. */
export async function findOwnUnderway(session: Session, sought: { owner: string; key: string }) {
  const [row] = await ownUnderwayOf(session).execute(sought)
  return row
}

const ownReadyOf = prepared(({ db, tables: { pictures } }) =>
  db
    .select()
    .from(pictures)
    .where(
      and(
        eq(pictures.owner, sql.placeholder('owner')),
        eq(pictures.key, sql.placeholder('key')),
        eq(pictures.imageHash, sql.placeholder('imageHash')),
      ),
    )
    .prepare(),
)

/** This owner's finished picture of this key showing this image, if they have it already. */
export async function findOwnReady(session: Session, sought: { owner: string; key: string; imageHash: string }) {
  const [row] = await ownReadyOf(session).execute(sought)
  return row
}

/** An owner's pictures, newest first, `limit` of them after the one with id `before`. */
export async function listPictures(
  { db, tables: { pictures } }: Session,
  { owner, before, limit }: { owner: string; before: string | undefined; limit: number },
): Promise<Picture[]> {
  return await db
    .select()
    .from(pictures)
    .where(and(eq(pictures.owner, owner), before ? lt(pictures.id, before) : undefined))
    .orderBy(desc(pictures.id))
    .limit(limit)
}

const underwayOf = prepared(({ db, tables: { pictures } }) =>
  db
    .select({ n: count() })
    .from(pictures)
    .where(
      and(
        eq(pictures.subject, sql.placeholder('subject')),
        inArray(pictures.status, ['queued', 'drawing']),
        isNull(pictures.leaderId),
      ),
    )
    .prepare(),
)

/** How many of a subject's own pictures wait or are being drawn. Joined rows wait for somebody else's turn. */
export async function countUnderway(session: Session, subject: string): Promise<number> {
  const [row] = await underwayOf(session).execute({ subject })
  return row?.n ?? 0
}

/** Those of a subject's own pictures that wait or are being drawn: a handful. */
export async function listUnderway({ db, tables: { pictures } }: Session, subject: string): Promise<Picture[]> {
  const underway = inArray(pictures.status, ['queued', 'drawing'])
  return await db
    .select()
    .from(pictures)
    .where(and(eq(pictures.subject, subject), underway, isNull(pictures.leaderId)))
}

const followersOf = prepared(({ db, tables: { pictures } }) =>
  db
    .select()
    .from(pictures)
    .where(eq(pictures.leaderId, sql.placeholder('leaderId')))
    .orderBy(asc(pictures.id))
    .prepare(),
)

/** Who joined this picture and still waits, first come first. */
export async function listFollowers(session: Session, leaderId: string): Promise<Picture[]> {
  // Asked for the waiting ones, SQLite may walk everybody who waits and not those who joined.
  return (await followersOf(session).execute({ leaderId })).filter(({ status }) => status === 'queued')
}

export async function updatePicture(session: Session, id: string, set: Partial<NewPicture>) {
  const { pictures } = session.tables
  const [row] = await session.db.update(pictures).set(set).where(eq(pictures.id, id)).returning()
  noteChange(session, id)
  return row
}

export async function deletePicture(session: Session, id: string) {
  const { pictures } = session.tables
  await session.db.delete(pictures).where(eq(pictures.id, id))
  noteChange(session, id)
}
