import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import {
  deleteCacheEntry,
  deleteExpiredEntries,
  deleteImage,
  findCacheEntry,
  findImage,
  insertImage,
  isImageUsed,
  putCacheEntry,
} from './images.ts'
import {
  countUnderway,
  deletePicture,
  findByIdempotencyKey,
  findOwnReady,
  findOwnUnderway,
  findPicture,
  findUnderway,
  insertPicture,
  listFollowers,
  listPictures,
  type NewPicture,
  updatePicture,
} from './pictures.ts'
import { at, imageRow, NOON, pictureRow } from './rows.fixture.ts'

export function describePictures(database: () => Database) {
  const insert = (set: Partial<NewPicture> = {}) =>
    database().write((session) => insertPicture(session, pictureRow(set)))

  describe('pictures', () => {
    test('a row comes back as it went in: dates, numbers, JSON, absent things', async () => {
      const address = { subject: 'ip:a', net56: 'ip:b' }
      const row = pictureRow({ address, leaseUntil: at(15_001), turn: 3 })
      await insert(row)
      const untold = { failures: 0, sketchHash: null, startedAt: null, toldMs: null, toldAtMostMs: null }
      const absent = {
        ...untold,
        userId: null,
        leaderId: null,
        imageHash: null,
        error: null,
        finishedAt: null,
        claimedAt: null,
        drawnFor: null,
      }
      expect(await findPicture(database().read, row.id)).toEqual({
        ...row,
        ...absent,
        attempts: 0,
        fence: 0,
        idempotencyKey: null,
      })
    })

    test('an idempotency key is one picture of its owner, and means nothing to others', async () => {
      const first = await insert({ idempotencyKey: 'press-1' })
      await expect(insert({ idempotencyKey: 'press-1' })).rejects.toThrow()
      const other = await insert({ idempotencyKey: 'press-1', owner: 'visitor:b' })
      expect((await findByIdempotencyKey(database().read, 'visitor:a', 'press-1'))?.id).toBe(first.id)
      expect((await findByIdempotencyKey(database().read, 'visitor:b', 'press-1'))?.id).toBe(other.id)
      await insert()
      await insert() // any number without a key
    })

    test('one under way can be found to join, a joined or finished one cannot', async () => {
      const key = 'the key'
      const leader = await insert({ key, status: 'drawing' })
      const joined = await insert({ key, kind: 'joined', leaderId: leader.id, owner: 'visitor:b', turn: null })
      expect((await findUnderway(database().read, key))?.id).toBe(leader.id)
      expect((await findOwnUnderway(database().read, { owner: 'visitor:b', key }))?.id).toBe(joined.id)
      expect((await listFollowers(database().read, leader.id)).map((row) => row.id)).toEqual([joined.id])
      for (const { id } of [leader, joined]) await database().write((s) => updatePicture(s, id, { status: 'failed' }))
      expect(await findUnderway(database().read, key)).toBeUndefined()
      expect(await findOwnUnderway(database().read, { owner: 'visitor:b', key })).toBeUndefined()
      expect(await listFollowers(database().read, leader.id)).toEqual([])
    })

    test("a subject's own waiting and drawn pictures are counted, joined and finished ones are not", async () => {
      await insert()
      await insert({ status: 'drawing' })
      await insert({ status: 'ready' })
      await insert({ leaderId: 'another', turn: null })
      await insert({ subject: 'ip:b' })
      expect(await countUnderway(database().read, 'ip:a')).toBe(2)
    })

    test('a history is listed newest first, page by page, while pictures come and go', async () => {
      const ids: string[] = []
      for (let i = 0; i < 5; i++) ids.unshift((await insert()).id)
      await insert({ owner: 'visitor:b' })
      const page = (before: string | undefined) =>
        listPictures(database().read, { owner: 'visitor:a', before, limit: 2 })
      const first = (await page(undefined)).map((row) => row.id)
      expect(first).toEqual(ids.slice(0, 2))
      await insert()
      await database().write((session) => deletePicture(session, first[1] ?? ''))
      const second = (await page(first[1])).map((row) => row.id)
      expect(second).toEqual(ids.slice(2, 4))
      expect((await page(second[1])).map((row) => row.id)).toEqual(ids.slice(4))
    })
  })

  describe('images and the cache', () => {
    const entry = (set: object = {}) => ({
      key: 'k',
      imageHash: 'h1',
      words: 'a red car',
      worth: 5,
      now: NOON,
      expiresAt: at(1000),
      ...set,
    })
    const put = (set: object = {}) => database().write((session) => putCacheEntry(session, entry(set)))
    const image = (hash: string) => database().write((session) => insertImage(session, imageRow(hash)))

    test('an entry is found until it expires', async () => {
      await image('h1')
      await put()
      expect(await findCacheEntry(database().read, 'k', at(999))).toMatchObject({ hits: 0, lastHitAt: NOON })
      expect(await findCacheEntry(database().read, 'k', at(1000))).toBeUndefined()
      expect(await findCacheEntry(database().read, 'another', NOON)).toBeUndefined()
    })

    test('a newer drawing of the same key takes its place, an older end is extended, and it is wanted no less', async () => {
      await image('h1')
      await image('h2')
      await put()
      await put({ imageHash: 'h2', worth: 3, expiresAt: at(9000) })
      expect(await findCacheEntry(database().read, 'k', at(8000))).toMatchObject({ imageHash: 'h2', worth: 5 })
      await put({ imageHash: 'h2', worth: 7, expiresAt: at(9000) })
      expect(await findCacheEntry(database().read, 'k', at(8000))).toMatchObject({ worth: 7 })
    })

    test('the same bytes stored twice are one row', async () => {
      await image('h1')
      await image('h1')
      expect(await findImage(database().read, 'h1')).toEqual(imageRow('h1'))
    })

    test('an image is used while a picture or an unexpired entry shows it, and then can go', async () => {
      await image('h1')
      await put()
      const picture = await insert({ id: uuidv7(), key: 'k', imageHash: 'h1', status: 'ready' })
      expect((await findOwnReady(database().read, { owner: 'visitor:a', key: 'k', imageHash: 'h1' }))?.id).toBe(
        picture.id,
      )
      await expect(database().write((session) => deleteImage(session, 'h1'))).rejects.toThrow()
      await database().write((session) => deletePicture(session, picture.id))
      await database().write((session) => deleteExpiredEntries(session, 'h1', at(999)))
      expect(await isImageUsed(database().read, 'h1')).toBe(true)
      await database().write((session) => deleteExpiredEntries(session, 'h1', at(1000)))
      expect(await isImageUsed(database().read, 'h1')).toBe(false)
      await database().write((session) => deleteImage(session, 'h1'))
      expect(await findImage(database().read, 'h1')).toBeUndefined()
    })

    test('an entry taken out serves nobody', async () => {
      await image('h1')
      await put()
      await database().write((session) => deleteCacheEntry(session, 'k'))
      expect(await findCacheEntry(database().read, 'k', NOON)).toBeUndefined()
    })
  })
}
