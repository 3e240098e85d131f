import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import { listImageUses } from './cache-images.ts'
import {
  countUses,
  deleteEntriesOf,
  evictImage,
  findKept,
  listExpiredEntries,
  listExpiring,
  listLeastWorth,
  renewEntry,
  type WorthCursor,
} from './cache-keeping.ts'
import { addOutcomes, firstOutcomeDay, sumOutcomes } from './cache-outcomes.ts'
import { findCacheEntry, findImage, insertImage, putCacheEntry } from './images.ts'
import { countPictures } from './picture-counts.ts'
import { insertPicture } from './pictures.ts'
import { at, imageRow, NOON, pictureRow } from './rows.fixture.ts'

export function describeCache(database: () => Database) {
  const image = (hash: string) => database().write((session) => insertImage(session, imageRow(hash)))
  const put = (key: string, imageHash: string, worth: number, expiresAt = at(1000)) =>
    database().write((session) =>
      putCacheEntry(session, { key, imageHash, words: `words of ${key}`, worth, now: NOON, expiresAt }),
    )
  const show = (set: { imageHash?: string; sketchHash?: string }) =>
    database().write((session) => insertPicture(session, pictureRow({ status: 'ready', ...set })))

  describe('the keeping of the cache', () => {
    test('uses are counted on the entry, with its worth and its new end', async () => {
      await image('h1')
      await put('k', 'h1', 5)
      expect(await findKept(database().read, 'k')).toEqual({ worth: 5, expiresAt: at(1000), bytes: 9 })
      expect(await findKept(database().read, 'another')).toBeUndefined()
      const use = { key: 'k', uses: 3, worth: -70_000_000_000_000, lastHitAt: at(10), expiresAt: at(2000) }
      for (let i = 0; i < 2; i++) await database().write((session) => countUses(session, use))
      expect(await findCacheEntry(database().read, 'k', at(1500))).toMatchObject({
        ...{ hits: 6, worth: -70_000_000_000_000, lastHitAt: at(10), expiresAt: at(2000) },
      })
    })

    test('entries whose end has come are listed, the oldest first and not too many', async () => {
      for (const hash of ['h1', 'h2', 'h3']) await image(hash)
      await put('later', 'h1', 1, at(3))
      await put('first', 'h2', 2, at(1))
      await put('second', 'h3', 3, at(2))
      const expired = async (ms: number, limit = 9) =>
        (await listExpiredEntries(database().read, at(ms), limit)).map(({ key }) => key)
      expect(await expired(0)).toEqual([])
      expect(await expired(2)).toEqual(['first', 'second'])
      expect(await expired(9, 1)).toEqual(['first'])
    })

    test('what is worth least is listed first, page by page, with who else needs its image', async () => {
      for (const hash of ['h1', 'h2', 'h3', 'h4']) await image(hash)
      await put('b', 'h1', 2)
      await put('a', 'h1', 2) // as much as b, and the same image: it goes with b
      await put('c', 'h2', 1)
      await put('d', 'h3', 3)
      await put('e', 'h4', -4)
      await show({ imageHash: 'h2' })
      await show({ sketchHash: 'h3' })
      const entries = []
      let after: WorthCursor | undefined
      for (;;) {
        const page = await listLeastWorth(database().read, after, 2)
        entries.push(...page)
        after = page.at(-1)
        if (!after) break
      }
      expect(entries).toEqual([
        { key: 'e', worth: -4, imageHash: 'h4', bytes: 9, shown: false, outdone: false },
        { key: 'c', worth: 1, imageHash: 'h2', bytes: 9, shown: true, outdone: false },
        { key: 'a', worth: 2, imageHash: 'h1', bytes: 9, shown: false, outdone: true },
        { key: 'b', worth: 2, imageHash: 'h1', bytes: 9, shown: false, outdone: false },
        { key: 'd', worth: 3, imageHash: 'h3', bytes: 9, shown: true, outdone: false },
      ])
    })

    test('an image is evicted with all its entries, unless somebody’s picture or sketch shows it', async () => {
      for (const hash of ['h1', 'h2', 'h3']) await image(hash)
      for (const [key, hash] of [
        ['a', 'h1'],
        ['b', 'h1'],
        ['c', 'h2'],
        ['d', 'h3'],
      ] as const)
        await put(key, hash, 1)
      await show({ imageHash: 'h2' })
      await show({ sketchHash: 'h3' })
      const evict = (hash: string) => database().write((session) => evictImage(session, hash))
      expect([await evict('h1'), await evict('h2'), await evict('h3')]).toEqual([true, false, false])
      expect(await findImage(database().read, 'h1')).toBeUndefined()
      const left = await listLeastWorth(database().read, undefined, 9)
      expect(left.map(({ key }) => key)).toEqual(['c', 'd'])
    })

    test('those that will expire are listed, the one worth most first, and not too many', async () => {
      await image('h1')
      for (const [key, worth, ms] of [
        ['now', 9, 0],
        ['soon', 1, 1],
        ['wanted', 5, 2],
        ['later', 7, 3],
      ] as const) {
        await put(key, 'h1', worth, at(ms))
      }
      const expiring = (limit: number) => listExpiring(database().read, { now: NOON, until: at(2) }, limit)
      expect((await expiring(9)).map(({ key }) => key)).toEqual(['wanted', 'soon'])
      expect(await expiring(1)).toEqual([
        { key: 'wanted', words: 'words of wanted', imageHash: 'h1', worth: 5, bytes: 9 },
      ])
    })

    test('a newer drawing takes an entry’s place only while it shows what it replaces', async () => {
      for (const hash of ['h1', 'h2', 'h3']) await image(hash)
      await put('k', 'h1', 5)
      const renew = (oldHash: string, imageHash: string) =>
        database().write((session) => renewEntry(session, { key: 'k', oldHash, imageHash, expiresAt: at(9000) }))
      expect([await renew('h1', 'h2'), await renew('h1', 'h3')]).toEqual([true, false])
      expect(await findCacheEntry(database().read, 'k', at(8000))).toMatchObject({ imageHash: 'h2', worth: 5 })
    })

    test('the entries of an image are forgotten without it', async () => {
      await image('h1')
      await put('a', 'h1', 1)
      await put('b', 'h1', 1)
      expect(await database().write((session) => deleteEntriesOf(session, 'h1'))).toBe(2)
      expect(await database().write((session) => deleteEntriesOf(session, 'h1'))).toBe(0)
      expect(await findImage(database().read, 'h1')).toBeDefined()
    })

    test('images are listed by the beginning of their hash, with who needs them', async () => {
      for (const hash of ['ab1', 'ab2', 'ab3', 'ab4', 'ac1', 'aa9']) await image(hash)
      await put('k', 'ab2', 1)
      await put('l', 'ab4', 1)
      await show({ imageHash: 'ab3' })
      await show({ sketchHash: 'ab4' })
      expect(await listImageUses(database().read, 'ab')).toEqual([
        { hash: 'ab1', bytes: 9, cached: false, shown: false },
        { hash: 'ab2', bytes: 9, cached: true, shown: false },
        { hash: 'ab3', bytes: 9, cached: false, shown: true },
        { hash: 'ab4', bytes: 9, cached: true, shown: true },
      ])
    })
  })

  test('pictures are counted by status', async () => {
    for (const status of ['ready', 'ready', 'failed'] as const) {
      await database().write((session) => insertPicture(session, pictureRow({ status })))
    }
    const counts = await countPictures(database().read)
    expect([...counts].sort()).toEqual([
      ['failed', 1],
      ['ready', 2],
    ])
  })

  describe('outcomes', () => {
    test('add up by day and from a day on', async () => {
      expect(await firstOutcomeDay(database().read)).toBeUndefined()
      expect(await sumOutcomes(database().read)).toEqual({})
      const rows = [
        { day: '2026-03-02', outcome: 'exact', count: 2 },
        { day: '2026-03-01', outcome: 'exact', count: 1 },
        { day: '2026-03-02', outcome: 'exact', count: 3 },
        { day: '2026-03-02', outcome: 'miss', count: 1 },
      ] as const
      for (const row of rows) await database().write((session) => addOutcomes(session, row))
      expect(await sumOutcomes(database().read)).toEqual({ exact: 6, miss: 1 })
      expect(await sumOutcomes(database().read, '2026-03-02')).toEqual({ exact: 5, miss: 1 })
      expect(await sumOutcomes(database().read, '2026-03-03')).toEqual({})
      expect(await firstOutcomeDay(database().read)).toBe('2026-03-01')
    })
  })
}
