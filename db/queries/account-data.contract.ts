import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import {
  deletePicturesOf,
  disownPicture,
  listAudit,
  listChargesOf,
  listPicturesAfter,
  listProviders,
  readUsedByDay,
  renameInAudit,
} from './account-data.ts'
import { recordAudit } from './audit.ts'
import { insertImage, putCacheEntry } from './images.ts'
import { insertOauthAccount } from './oauth-accounts.ts'
import { findPicture, insertPicture, type NewPicture } from './pictures.ts'
import { at, imageRow, NOON, pictureRow } from './rows.fixture.ts'
import { insertCharges, readUsed, takeUnits } from './usage.ts'
import { insertUser } from './users.ts'

const OWNER = 'user:u1'

export function describeAccountData(database: () => Database) {
  const owned = (set: Partial<NewPicture> = {}) => pictureRow({ subject: OWNER, owner: OWNER, userId: 'u1', ...set })
  const insert = (row: NewPicture) => database().write((tx) => insertPicture(tx, row))
  const user = () => database().write((tx) => insertUser(tx, { id: 'u1', createdAt: NOON }))
  const use = (subject: string, policy: string, day: string, units: number) =>
    database().write((tx) => takeUnits(tx, { subject, policy, day, units, limit: 99 }))

  describe('what belongs to an account', () => {
    test('use is summed by day over its tiers, without others, from a day on', async () => {
      await use(OWNER, 'free-day', '2026-02-27', 4)
      await use(OWNER, 'free-day', '2026-03-01', 2)
      await use(OWNER, 'premium-day', '2026-03-01', 3)
      await use(OWNER, 'premium-day', '2026-02-28', 1)
      await use('user:u2', 'premium-day', '2026-02-28', 9)
      expect(await readUsedByDay(database().read, OWNER, '2026-02-28')).toEqual([
        { day: '2026-02-28', used: 1 },
        { day: '2026-03-01', used: 5 },
      ])
    })

    test('pictures come oldest first, page by page, with what they cost their asker alone', async () => {
      await user()
      const rows = [owned(), owned(), owned()]
      for (const row of [...rows, pictureRow()]) await insert(row)
      const [first, second, third] = rows.map(({ id }) => id)
      const page = async (after: string) =>
        (await listPicturesAfter(database().read, { owner: OWNER, after, limit: 2 })).map(({ id }) => id)
      expect(await page('')).toEqual([first, second])
      expect(await page(second ?? '')).toEqual([third])
      const charge = { policy: 'free-day', day: '2026-03-01', units: 1 }
      const counters = [OWNER, 'ip:a'].map((subject) => ({ subject, ...charge }))
      await database().write((tx) => insertCharges(tx, first ?? '', counters, NOON))
      const charges = await listChargesOf(database().read, { subject: OWNER, pictureIds: [first ?? '', second ?? ''] })
      expect(charges).toEqual([{ pictureId: first, ...charge, state: 'reserved', createdAt: NOON }])
    })

    test('providers come in the order they were connected', async () => {
      await user()
      for (const [ms, provider] of ['google', 'github'].entries()) {
        await database().write((tx) => insertOauthAccount(tx, { provider, providerAccountId: '7' }, 'u1', at(ms)))
      }
      const providers = await listProviders(database().read, 'u1')
      expect(providers.map(({ provider }) => provider)).toEqual(['google', 'github'])
    })

    test('its deeds can be kept under another name', async () => {
      const record = (actor: string, target: string, ms: number) =>
        database().write((tx) => recordAudit(tx, { actor, action: 'do', target }, at(ms)))
      await record(OWNER, 'token:t', 1)
      await record('operator', OWNER, 2)
      await record('operator', 'user:u2', 3)
      expect(await listAudit(database().read, OWNER)).toMatchObject([{ actor: OWNER }, { target: OWNER }])
      await database().write((tx) => renameInAudit(tx, OWNER, 'former:x'))
      expect(await listAudit(database().read, OWNER)).toEqual([])
      expect(await listAudit(database().read, 'former:x')).toHaveLength(2)
      expect(await listAudit(database().read, 'user:u2')).toHaveLength(1)
    })

    test('its pictures, private cache entries, counters and charges go; what others have and networks used stays', async () => {
      await user()
      for (const hash of ['a', 'b', 'c']) await database().write((tx) => insertImage(tx, imageRow(hash)))
      const secret = owned({ visibility: 'private', imageHash: 'a', key: 'private key', sketchHash: 'c' })
      const shared = owned({ imageHash: 'b', key: 'public key' })
      const others = pictureRow({ imageHash: 'b', key: 'public key' })
      for (const row of [secret, shared, others]) await insert(row)
      for (const [key, imageHash] of [
        ['private key', 'a'],
        ['public key', 'b'],
      ] as const) {
        const entry = { key, imageHash, words: 'w', worth: 0, now: NOON, expiresAt: at(9) }
        await database().write((tx) => putCacheEntry(tx, entry))
      }
      const day = '2026-03-01'
      await use(OWNER, 'free-day', day, 1)
      await use('ip:a', 'free-accounts-day', day, 1)
      const counters = [OWNER, 'ip:a'].map((subject) => ({ subject, policy: 'p', day, units: 1 }))
      await database().write((tx) => insertCharges(tx, shared.id, counters, NOON))

      const gone = await database().write((tx) => deletePicturesOf(tx, OWNER))
      expect(gone.ids.sort()).toEqual([secret.id, shared.id].sort())
      expect(gone.hashes.sort()).toEqual(['a', 'b', 'c'])
      const { db, tables } = database().read
      expect(await findPicture(database().read, others.id)).toBeDefined()
      expect((await db.select().from(tables.cacheEntries)).map(({ key }) => key)).toEqual(['public key'])
      expect(await readUsed(database().read, { subject: OWNER, policy: 'free-day', day })).toBe(0)
      expect(await readUsed(database().read, { subject: 'ip:a', policy: 'free-accounts-day', day })).toBe(1)
      expect((await db.select().from(tables.charges)).map(({ subject }) => subject)).toEqual(['ip:a'])
    })

    test('a disowned picture is nobody’s, and stays when its account goes', async () => {
      await user()
      const row = owned({ address: { subject: 'ip:a' }, idempotencyKey: 'k' })
      await insert(row)
      await database().write((tx) => disownPicture(tx, row.id, 'nobody'))
      await database().write(({ db, tables }) => db.delete(tables.users))
      expect(await findPicture(database().read, row.id)).toMatchObject({
        ...{ owner: 'nobody', subject: 'nobody', userId: null, address: null, idempotencyKey: null },
      })
    })
  })
}
