import { join } from 'node:path'
import type { Database } from '../../../db/database.ts'
import { deleteImage, insertImage, isImageUsed, putCacheEntry } from '../../../db/queries/images.ts'
import { deletePicture, insertPicture } from '../../../db/queries/pictures.ts'
import { pictureRow } from '../../../db/queries/rows.fixture.ts'
import { openSqlite } from '../../../db/sqlite.ts'
import { FakeClock } from '../../clock.fake.ts'
import { createDiskStorage } from '../../storage/disk.ts'
import { createLog } from '../../telemetry/log.ts'
import { createKeeping } from './keeping.ts'
import { removeBytes } from './remove-bytes.ts'
import { firstWorth } from './worth.ts'

const HOUR = 3_600_000
const KB = 1_000

/**
 * A life of a cache in a process of its own: pictures are stored, wanted, evicted, deleted by their owners, stored again and
 * expire. Kills itself before its n-th step (a transaction, a file stored or removed); with 0 it lives on and on, for whoever
 * kills it from outside. Says how many steps a life has.
 */
const [folder = '', killBefore = '0'] = process.argv.slice(2)
const clock = new FakeClock()
let steps = 0

/** The next step, if it is not one too many. */
function step<T>(work: () => Promise<T>): Promise<T> {
  steps++
  if (steps === Number(killBefore)) process.kill(process.pid, 'SIGKILL')
  return work()
}

const file = openSqlite(join(folder, 'drawbridge.sqlite'))
const disk = createDiskStorage({ dir: join(folder, 'images') })
const db: Database = { ...file, write: (fn, options) => step(() => file.write(fn, options)) }
const steppingDisk = {
  ...disk,
  put: (bytes: Buffer) => step(() => disk.put(bytes)),
  remove: (hash: string) => step(() => disk.remove(hash)),
}
const log = createLog('silent')
const keeping = createKeeping({ db, storage: steppingDisk, clock, log, ttlMs: 48 * HOUR, maxBytes: 60 * KB })
const storage = keeping.watchStorage(steppingDisk)

/** As the dispatcher stores a picture: the file, then its rows in one transaction. */
async function keep(name: string, { shown = false } = {}) {
  const bytes = Buffer.alloc(10 * KB, name)
  const hash = await storage.put(bytes)
  const now = new Date(clock.now())
  const row = { hash, mime: 'image/webp', bytes: bytes.length, width: 1, height: 1, source: 'test', createdAt: now }
  const entry = { key: name, imageHash: hash, words: name, worth: firstWorth(clock.now(), bytes.length) }
  const picture = pictureRow({ status: 'ready', imageHash: hash })
  await db.write(async (session) => {
    await insertImage(session, row)
    await putCacheEntry(session, { ...entry, now, expiresAt: new Date(clock.now() + 48 * HOUR) })
    if (shown) await insertPicture(session, picture)
  })
  return { hash, id: picture.id }
}

/** As an owner deletes a picture. */
async function remove({ hash, id }: { hash: string; id: string }) {
  await db.write(async (session) => {
    await deletePicture(session, id)
    if (!(await isImageUsed(session, hash))) await deleteImage(session, hash)
  })
  await removeBytes(db, steppingDisk, [hash])
}

async function live(name: string) {
  const shown = [await keep(`${name} shown`, { shown: true }), await keep(`${name} deleted`, { shown: true })]
  for (let i = 0; i < 6; i++) await keep(`${name} ${i}`) // eight, where six have room
  keeping.wanted(`${name} 5`)
  await keeping.sweep()
  for (const picture of shown.slice(1)) await remove(picture)
  await keep(`${name} 0`) // once more what was evicted
  await clock.advance(47 * HOUR)
  keeping.wanted(`${name} 0`)
  await clock.advance(2 * HOUR)
  await keeping.sweep()
}

await live('life')
process.stdout.write(`${steps}\n`)
for (let i = 0; killBefore === '0'; i++) await live(`life ${i}`)
await keeping.close()
await file.close()
