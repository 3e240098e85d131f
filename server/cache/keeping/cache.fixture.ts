import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { onTestFinished } from 'vitest'
import { insertImage, putCacheEntry } from '../../../db/queries/images.ts'
import { insertPicture } from '../../../db/queries/pictures.ts'
import { pictureRow } from '../../../db/queries/rows.fixture.ts'
import { openSqlite } from '../../../db/sqlite.ts'
import { temporaryFolder } from '../../../db/temporary.fixture.ts'
import { FakeClock } from '../../clock.fake.ts'
import { createDiskStorage } from '../../storage/disk.ts'
import { createLog } from '../../telemetry/log.ts'
import { createKeeping } from './keeping.ts'
import { firstWorth } from './worth.ts'

export const TTL_MS = 48 * 3_600_000
export const KB = 1_000

/** A cache on a real SQLite file and a real disk, with a clock in the test's hand. */
export async function openCache({ maxBytes }: { maxBytes?: number } = {}) {
  const folder = temporaryFolder()
  const clock = new FakeClock()
  const db = openSqlite(join(folder, 'drawbridge.sqlite'))
  onTestFinished(() => db.close())
  const disk = createDiskStorage({ dir: join(folder, 'images') })
  const lines: string[] = []
  const log = createLog('debug', { write: (line) => void lines.push(line) })
  const keeping = createKeeping({ db, storage: disk, clock, log, ttlMs: TTL_MS, maxBytes })
  const storage = keeping.watchStorage(disk)

  const pathOf = (hash: string, format = 'webp') =>
    join(folder, 'images', hash.slice(0, 2), hash.slice(2, 4), `${hash}.${format}`)

  /** Stores so many bytes, all different for each name, as a drawing does: file, then rows. */
  async function keep(
    key: string,
    { bytes = 10 * KB, of = key, shown = false, sketched = false, cached = true } = {},
  ): Promise<string> {
    const hash = await storage.put(Buffer.alloc(bytes, `${of} `))
    const now = new Date(clock.now())
    const row = { hash, mime: 'image/webp', bytes, width: 1, height: 1, source: 'test', createdAt: now }
    await db.write(async (session) => {
      await insertImage(session, row)
      const worth = firstWorth(clock.now(), bytes)
      const expiresAt = new Date(clock.now() + TTL_MS)
      if (cached) await putCacheEntry(session, { key, imageHash: hash, words: key, worth, now, expiresAt })
      if (shown) await insertPicture(session, pictureRow({ id: uuidv7(), status: 'ready', imageHash: hash }))
      if (sketched) await insertPicture(session, pictureRow({ id: uuidv7(), status: 'failed', sketchHash: hash }))
    })
    return hash
  }

  async function wantOften(key: string, times: number) {
    for (let i = 0; i < times; i++) keeping.wanted(key)
    await keeping.sweep() // which writes down what is wanted first
  }

  /** As if it had been put so long ago: files have the real clock. */
  async function age(hash: string, ms: number, format = 'webp') {
    const then = new Date(Date.now() - ms)
    await utimes(pathOf(hash, format), then, then)
  }

  const entries = async () => await db.read.db.select().from(db.read.tables.cacheEntries)
  const entry = async (key: string) => (await entries()).find((row) => row.key === key)
  const keys = async () => (await entries()).map((row) => row.key).sort()
  const images = async () => (await db.read.db.select().from(db.read.tables.images)).map(({ hash }) => hash).sort()
  const isStored = async (hash: string) => (await disk.list(hash.slice(0, 2))).get(hash)?.whole === true

  return {
    ...{ clock, db, disk, storage, keeping, keep, wantOften, age, entry, keys, images, isStored, pathOf },
    text: () => lines.join(''),
  }
}
