import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import { deleteCacheEntry, insertImage, putCacheEntry } from './images.ts'
import { insertPicture, type NewPicture, updatePicture } from './pictures.ts'
import { at, imageRow, NOON, pictureRow } from './rows.fixture.ts'
import {
  countFound,
  countOffers,
  deleteOffersBefore,
  findOffer,
  findOfferable,
  indexEntry,
  listCandidates,
  listEntriesToRead,
  listTerms,
  markOffersPassed,
  markOfferTaken,
  type NewSimilarOffer,
  putOffer,
} from './similar.ts'

export function describeSimilar(database: () => Database) {
  const LOOK = 'renderer 1024x1024 illustration'
  const put = (key: string, { expiresAt = at(1000) } = {}) =>
    database().write(async (session) => {
      await insertImage(session, imageRow(`image of ${key}`))
      await putCacheEntry(session, { key, imageHash: `image of ${key}`, words: key, worth: 0, now: NOON, expiresAt })
    })
  const index = (key: string, terms: string[], { look = LOOK, things = terms.length, sceneVersion = 1 } = {}) =>
    database().write((session) =>
      indexEntry(session, { key, look, reading: { scene: `scene of ${key}`, sceneVersion, terms, things } }),
    )
  const picture = (key: string, set: Partial<NewPicture> = {}) =>
    database().write((session) => insertPicture(session, pictureRow({ key, status: 'ready', ...set })))
  const wanted = (terms: string[], set: Partial<Parameters<typeof listCandidates>[1]> = {}) =>
    listCandidates(database().read, { look: LOOK, terms, fewest: 1, most: 9, now: NOON, limit: 10, ...set })
  const keys = async (...args: Parameters<typeof wanted>) => (await wanted(...args)).map(({ key }) => key).sort()

  describe('entries by what they show', () => {
    test('are found under any of their names, with their scenes, and only within their look', async () => {
      for (const key of ['cat', 'cat and dog']) await put(key)
      await index('cat', ['cat'])
      await index('cat and dog', ['cat', 'dog'])
      expect(await wanted(['dog', 'wolf'])).toEqual([{ key: 'cat and dog', scene: 'scene of cat and dog' }])
      expect(await keys(['cat'])).toEqual(['cat', 'cat and dog'])
      expect(await keys(['cat'], { look: 'another' })).toEqual([])
      expect(await keys(['horse'])).toEqual([])
    })

    test('are told apart by how many things they name, and by a second name', async () => {
      for (const key of ['cat', 'cat and dog', 'cat and bird']) await put(key)
      await index('cat', ['cat'])
      await index('cat and dog', ['cat', 'dog'])
      await index('cat and bird', ['cat', 'bird'])
      expect(await keys(['cat'], { fewest: 2, most: 2 })).toEqual(['cat and bird', 'cat and dog'])
      expect(await keys(['cat'], { also: ['dog', 'wolf'] })).toEqual(['cat and dog'])
      expect(await keys(['cat'], { limit: 2 })).toHaveLength(2)
    })

    test('are counted as far as asked', async () => {
      for (const key of ['a', 'b', 'c']) {
        await put(key)
        await index(key, ['cat'])
      }
      const range = { look: LOOK, terms: ['cat'], fewest: 1, most: 2 }
      expect(await countFound(database().read, range, 10)).toBe(3)
      expect(await countFound(database().read, range, 2)).toBe(2)
      expect(await countFound(database().read, { ...range, fewest: 2 }, 2)).toBe(0)
    })

    test('are not found once they expired, were deleted or were never to be offered', async () => {
      await put('expired', { expiresAt: NOON })
      for (const key of ['deleted', 'private']) await put(key)
      await index('expired', ['cat'])
      await index('deleted', ['cat'])
      await database().write((session) => deleteCacheEntry(session, 'deleted'))
      expect(await keys(['cat'])).toEqual([])
      expect(await listTerms(database().read, { look: LOOK, after: '', most: 10 })).toEqual(['cat'])
      const { db, tables } = database().read
      expect(await db.select({ key: tables.cacheTerms.key }).from(tables.cacheTerms)).toEqual([{ key: 'expired' }])
    })

    test('an entry that is gone is not indexed, and one indexed anew has its new names only', async () => {
      await index('nobody', ['cat'])
      await put('k')
      await index('k', ['cat', 'dog'])
      await index('k', ['bird'])
      expect(await keys(['cat', 'dog'])).toEqual([])
      expect(await keys(['bird'])).toEqual(['k'])
    })

    test('those not read, or by another version, are listed in the order of their keys, some at a time', async () => {
      for (const key of ['a', 'b', 'c', 'd']) await put(key)
      await index('b', ['cat'])
      await index('c', ['cat'], { sceneVersion: 0 })
      await database().write((session) => indexEntry(session, { key: 'd', look: LOOK, reading: undefined }))
      const toRead = (after: string, most: number) =>
        listEntriesToRead(database().read, { after, sceneVersion: 1, most })
      expect(await toRead('', 2)).toEqual([
        { key: 'a', words: 'a', look: null },
        { key: 'c', words: 'c', look: LOOK },
      ])
      expect(await toRead('c', 2)).toEqual([{ key: 'd', words: 'd', look: LOOK }])
    })

    test('names are listed once each, in their order, some at a time', async () => {
      for (const key of ['a', 'b']) await put(key)
      await index('a', ['cat', 'bird'])
      await index('b', ['cat', 'dog'])
      const terms = (after: string) => listTerms(database().read, { look: LOOK, after, most: 2 })
      expect(await terms('')).toEqual(['bird', 'cat'])
      expect(await terms('cat')).toEqual(['dog'])
    })
  })

  describe('an entry may be offered', () => {
    const offerable = (key: string) => findOfferable(database().read, key, NOON)

    test('while somebody has a public picture of its words that is ready, and it has not expired', async () => {
      for (const key of ['public', 'nobody’s']) await put(key)
      await put('expired', { expiresAt: NOON })
      for (const key of ['public', 'nobody’s', 'expired']) await index(key, ['cat'])
      for (const key of ['public', 'expired']) await picture(key)
      expect(await offerable('public')).toMatchObject({
        words: 'public',
        look: LOOK,
        image: imageRow('image of public'),
      })
      expect(await offerable('nobody’s')).toBeUndefined()
      expect(await offerable('expired')).toBeUndefined()
      expect(await offerable('unknown')).toBeUndefined()
    })

    test('not for a private picture, one that is not ready, or one without a look', async () => {
      for (const key of ['private', 'waiting', 'without']) await put(key)
      for (const key of ['private', 'waiting']) await index(key, ['cat'])
      await picture('private', { visibility: 'private' })
      const { id } = await picture('waiting', { status: 'drawing' })
      await picture('without')
      for (const key of ['private', 'waiting', 'without']) expect(await offerable(key)).toBeUndefined()
      await database().write((session) => updatePicture(session, id, { status: 'ready' }))
      expect(await offerable('waiting')).toBeDefined()
    })
  })

  describe('offers', () => {
    const offer = (set: Partial<NewSimilarOffer> = {}): NewSimilarOffer => ({
      ...{ id: 'o', askedBy: 'somebody', words: 'a kitty', cachedKey: 'k', cachedWords: 'a cat', imageHash: 'h' },
      ...{ closeness: 850, threshold: 700, shownAt: NOON },
      ...set,
    })
    const show = (set?: Partial<NewSimilarOffer>) => database().write((session) => putOffer(session, offer(set)))
    const find = (id: string) => findOffer(database().read, id)

    test('are remembered once, however often they are shown', async () => {
      expect(await show()).toBe(true)
      expect(await show({ shownAt: at(9), closeness: 900 })).toBe(false)
      expect(await find('o')).toEqual({ ...offer({ shownAt: at(9), closeness: 900 }), takenAt: null, passedAt: null })
      expect(await find('unknown')).toBeUndefined()
    })

    test('are passed over by their asker for their words, unless they were taken', async () => {
      await show()
      await show({ id: 'taken' })
      await show({ id: 'another’s', askedBy: 'another' })
      await database().write(async (session) => {
        await markOfferTaken(session, 'taken', at(1))
        await markOffersPassed(session, 'somebody', at(2))
        await markOffersPassed(session, 'somebody', at(3))
      })
      expect(await find('o')).toMatchObject({ takenAt: null, passedAt: at(2) })
      expect(await find('taken')).toMatchObject({ takenAt: at(1), passedAt: null })
      expect(await find('another’s')).toMatchObject({ takenAt: null, passedAt: null })
      await database().write((session) => markOfferTaken(session, 'o', at(4)))
      expect(await find('o')).toMatchObject({ takenAt: at(4), passedAt: null })
    })

    test('are counted by tenths of closeness, those shown at the threshold or a lower one', async () => {
      await show()
      await show({ id: 'b', closeness: 890 })
      await show({ id: 'c', closeness: 1000 })
      await show({ id: 'strict', threshold: 900, closeness: 950 })
      await database().write(async (session) => {
        await markOfferTaken(session, 'b', at(1))
        await markOffersPassed(session, 'somebody', at(1))
      })
      expect(await countOffers(database().read, 700)).toEqual([
        { tenth: 8, shown: 2, taken: 1, passed: 1 },
        { tenth: 10, shown: 1, taken: 0, passed: 1 },
      ])
    })

    test('are forgotten after their time', async () => {
      await show()
      await show({ id: 'later', shownAt: at(10) })
      await database().write((session) => deleteOffersBefore(session, at(10)))
      expect(await find('o')).toBeUndefined()
      expect(await find('later')).toBeDefined()
    })
  })
}
