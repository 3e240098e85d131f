import { and, asc, between, eq, exists, gt, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'

/** What an entry's words were read as, and the names it is found under. */
export type EntryReading = { scene: string; sceneVersion: number; terms: readonly string[]; things: number }

/** Says within which look an entry may be offered to similar words, and how it is found; unread, it is not found yet. */
export async function indexEntry(
  { db, tables: { cacheEntries, cacheTerms } }: Session,
  { key, look, reading }: { key: string; look: string; reading: EntryReading | undefined },
) {
  const { scene, sceneVersion, terms, things } = reading ?? { scene: null, sceneVersion: null, terms: [], things: 0 }
  const kept = { look, scene, sceneVersion }
  const [entry] = await db
    .update(cacheEntries)
    .set(kept)
    .where(eq(cacheEntries.key, key))
    .returning({ key: cacheEntries.key })
  if (!entry) return // evicted meanwhile
  await db.delete(cacheTerms).where(eq(cacheTerms.key, key))
  if (terms.length > 0) await db.insert(cacheTerms).values(terms.map((term) => ({ look, term, things, key })))
}

/** Entries after this key in the order of keys, some of them: those not read, or by another version of the reader. */
export async function listEntriesToRead(
  { db, tables: { cacheEntries } }: Session,
  { after, sceneVersion, most }: { after: string; sceneVersion: number; most: number },
) {
  const { key, words, look, scene } = cacheEntries
  return await db
    .select({ key, words, look })
    .from(cacheEntries)
    .where(and(gt(key, after), or(isNull(scene), ne(cacheEntries.sceneVersion, sceneVersion))))
    .orderBy(asc(key))
    .limit(most)
}

/** The names that entries of a look are found under, after this one in their order, some of them. */
export async function listTerms(
  { db, tables: { cacheTerms } }: Session,
  { look, after, most }: { look: string; after: string; most: number },
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ term: cacheTerms.term })
    .from(cacheTerms)
    .where(and(eq(cacheTerms.look, look), gt(cacheTerms.term, after)))
    .orderBy(asc(cacheTerms.term))
    .limit(most)
  return rows.map(({ term }) => term)
}

/** Entries found under one of `terms` whose words name so many things. */
type Wanted = { look: string; terms: readonly string[]; fewest: number; most: number }

const isWanted = ({ tables: { cacheTerms } }: Session, { look, terms, fewest, most }: Wanted) =>
  and(
    eq(cacheTerms.look, look),
    inArray(cacheTerms.term, [...terms]),
    fewest === most ? eq(cacheTerms.things, fewest) : between(cacheTerms.things, fewest, most),
  )

/** How many there are, counted no further than `upTo`. */
export async function countFound(session: Session, wanted: Wanted, upTo: number): Promise<number> {
  const { db, tables } = session
  const found = db
    .select({ one: sql`1`.as('one') })
    .from(tables.cacheTerms)
    .where(isWanted(session, wanted))
    .limit(upTo)
    .as('found')
  const [row] = await db.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(found)
  return row?.count ?? 0
}

/** A bound for the time a lookup takes where two names are very common. */
const MOST_ALSO = 2_000

/** Keys and scenes of unexpired entries, no more than `limit`; `also`: found under one of these names as well. */
export async function listCandidates(
  session: Session,
  { now, limit, also, ...wanted }: Wanted & { now: Date; limit: number; also?: readonly string[] | undefined },
): Promise<{ key: string; scene: string }[]> {
  const { db, tables } = session
  const { cacheEntries, cacheTerms } = tables
  // Read in order and looked up in a list: as a column, the key would be sought in the index for each name and each of the list.
  const keysOf = (each: Wanted) => db.select({ key: cacheTerms.key }).from(cacheTerms).where(isWanted(session, each))
  const found = db
    .select({ key: cacheTerms.key })
    .from(cacheTerms)
    .where(
      and(
        isWanted(session, wanted),
        also && inArray(sql`${cacheTerms.key} || ''`, keysOf({ ...wanted, terms: also }).limit(MOST_ALSO)),
      ),
    )
    .limit(limit)
    .as('found')
  const rows = await db
    .select({ key: cacheEntries.key, scene: cacheEntries.scene })
    .from(found)
    .innerJoin(cacheEntries, eq(cacheEntries.key, found.key))
    .where(gt(cacheEntries.expiresAt, now))
  return rows.flatMap(({ key, scene }) => (scene === null ? [] : [{ key, scene }]))
}

/** An entry that may be offered: unexpired, and somebody has a public picture of these words that is ready. */
export async function findOfferable({ db, tables }: Session, key: string, now: Date) {
  const { cacheEntries, images, pictures } = tables
  const shown = db
    .select({ one: sql`1` })
    .from(pictures)
    .where(and(eq(pictures.key, cacheEntries.key), eq(pictures.status, 'ready'), eq(pictures.visibility, 'public')))
  const [row] = await db
    .select({ key: cacheEntries.key, words: cacheEntries.words, look: cacheEntries.look, image: images })
    .from(cacheEntries)
    .innerJoin(images, eq(images.hash, cacheEntries.imageHash))
    .where(and(eq(cacheEntries.key, key), gt(cacheEntries.expiresAt, now), exists(shown)))
  return row && row.look !== null ? row : undefined
}

export type SimilarOfferRow = Session['tables']['similarOffers']['$inferSelect']
export type NewSimilarOffer = Session['tables']['similarOffers']['$inferInsert']

/** Remembers an offer; shown again, it is the same one. Whether it is new. */
export async function putOffer(session: Session, row: NewSimilarOffer): Promise<boolean> {
  const { db, tables } = session
  const { similarOffers } = tables
  const known = await findOffer(session, row.id)
  if (!known) await db.insert(similarOffers).values(row)
  else await db.update(similarOffers).set(row).where(eq(similarOffers.id, row.id))
  return !known
}

const offerOf = prepared(({ db, tables: { similarOffers } }) =>
  db
    .select()
    .from(similarOffers)
    .where(eq(similarOffers.id, sql.placeholder('id')))
    .prepare(),
)

export async function findOffer(session: Session, id: string): Promise<SimilarOfferRow | undefined> {
  const [row] = await offerOf(session).execute({ id })
  return row
}

export async function markOfferTaken({ db, tables: { similarOffers } }: Session, id: string, at: Date) {
  await db.update(similarOffers).set({ takenAt: at, passedAt: null }).where(eq(similarOffers.id, id))
}

/** Its asker wants a picture of their own for these words instead. */
export async function markOffersPassed({ db, tables: { similarOffers } }: Session, askedBy: string, at: Date) {
  const { takenAt, passedAt } = similarOffers
  await db
    .update(similarOffers)
    .set({ passedAt: at })
    .where(and(eq(similarOffers.askedBy, askedBy), isNull(takenAt), isNull(passedAt)))
}

/** How many offers were made, taken and passed over, by the tenth of closeness they began in. */
export async function countOffers({ db, tables: { similarOffers } }: Session, threshold: number) {
  const { closeness, takenAt, passedAt } = similarOffers
  const tenth = sql<number>`${closeness} / 100`
  return await db
    .select({
      tenth: tenth.mapWith(Number),
      shown: sql<number>`count(*)`.mapWith(Number),
      taken: sql<number>`count(${takenAt})`.mapWith(Number),
      passed: sql<number>`count(${passedAt})`.mapWith(Number),
    })
    .from(similarOffers)
    .where(lte(similarOffers.threshold, threshold))
    .groupBy(tenth)
    .orderBy(asc(tenth))
}

export async function deleteOffersBefore({ db, tables: { similarOffers } }: Session, shownBefore: Date) {
  await db.delete(similarOffers).where(lt(similarOffers.shownAt, shownBefore))
}
