import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../server/errors.ts'
import type { Database } from '../database.ts'
import { describeAccountData } from './account-data.contract.ts'
import { describeAccounts } from './accounts.contract.ts'
import { describeCache } from './cache.contract.ts'
import { describeCharges } from './charges.contract.ts'
import { describeIdempotency } from './idempotency.contract.ts'
import { describeLetters } from './letters.contract.ts'
import { describeNotices } from './notices.contract.ts'
import { describePictures } from './pictures.contract.ts'
import { findPicture, insertPicture } from './pictures.ts'
import { describeQueue } from './queue.contract.ts'
import { pictureRow } from './rows.fixture.ts'
import { describeSimilar } from './similar.contract.ts'
import { describeSketches } from './sketches.contract.ts'
import { readUsed, takeUnits } from './usage.ts'

/** What every dialect must answer alike. `open` is called once; the rows of one test are gone before the next. */
export function describeQueries(name: string, open: () => Promise<Database>) {
  describe(`the queries on ${name}`, () => {
    let opened: Database | undefined
    const database = (): Database => {
      if (!opened) throw new Error('the database is not open yet')
      return opened
    }
    beforeAll(async () => {
      opened = await open()
    })
    beforeEach(() => forgetAllRows(database()))
    afterAll(() => opened?.close())

    describeWrite(database)
    describeCharges(database)
    describePictures(database)
    describeQueue(database)
    describeSimilar(database)
    describeSketches(database)
    describeCache(database)
    describeAccounts(database)
    describeAccountData(database)
    describeLetters(database)
    describeNotices(database)
    describeIdempotency(database)
  })
}

/** Children before parents, as foreign keys want it. */
async function forgetAllRows(database: Database) {
  await database.write(async ({ db, tables }) => {
    const { pictures, cacheEntries, images, users, ...others } = tables
    for (const table of [...Object.values(others), pictures, cacheEntries, images, users]) await db.delete(table)
  })
}

function describeWrite(database: () => Database) {
  const counter = { subject: 'ip:a', policy: 'free-day', day: '2026-03-01' }

  describe('a write', () => {
    test('that throws leaves no trace, and the error comes out as it was', async () => {
      const row = pictureRow()
      const broken = new AppError('conflict', 'too-late', 'no')
      const write = database().write(async (session) => {
        await insertPicture(session, row)
        await takeUnits(session, { ...counter, units: 1, limit: 5 })
        throw broken
      })
      await expect(write).rejects.toBe(broken)
      expect(await findPicture(database().read, row.id)).toBeUndefined()
      expect(await readUsed(database().read, counter)).toBe(0)
    })

    test('that a statement fails leaves no trace, and the next one works', async () => {
      const row = pictureRow()
      await expect(
        database().write(async (session) => {
          await insertPicture(session, row)
          await insertPicture(session, row)
        }),
      ).rejects.toThrow()
      expect(await findPicture(database().read, row.id)).toBeUndefined()
      await database().write((session) => insertPicture(session, row))
      expect(await findPicture(database().read, row.id)).toMatchObject(row)
    })

    test('is seen by nobody until it is whole', async () => {
      const row = pictureRow()
      let seen: Promise<unknown> = Promise.resolve('not looked')
      const write = database().write(async (session) => {
        await insertPicture(session, row)
        seen = findPicture(database().read, row.id)
        await new Promise((resolve) => setImmediate(resolve))
        throw new Error('after all, no')
      })
      await expect(write).rejects.toThrow('after all, no')
      expect(await seen).toBeUndefined()
    })

    test('is alone: 50 that read, wait and write back lose no count', async () => {
      const { db, tables } = database().read
      await database().write((s) => takeUnits(s, { ...counter, units: 1, limit: 1 }))
      const addOne = () =>
        database().write(async (session) => {
          const used = await readUsed(session, counter)
          await new Promise((resolve) => setImmediate(resolve))
          await session.db.update(session.tables.usage).set({ used: used + 1 })
        })
      await Promise.all(Array.from({ length: 50 }, addOne))
      expect(await db.select({ used: tables.usage.used }).from(tables.usage)).toEqual([{ used: 51 }])
    })
  })
}
