import type { Database } from '../../../db/database.ts'
import { listImageUses } from '../../../db/queries/cache-images.ts'
import { deleteEntriesOf, listExpiredEntries } from '../../../db/queries/cache-keeping.ts'
import { deleteCacheEntry, deleteImage, isImageUsed } from '../../../db/queries/images.ts'
import type { Clock } from '../../clock.ts'
import type { Storage } from '../../storage/types.ts'
import type { Log } from '../../telemetry/log.ts'
import { dropUnused } from './drop-unused.ts'
import { PREFIXES } from './measure.ts'
import { removeBytes } from './remove-bytes.ts'

/** A younger file may be a picture whose row is being written at this moment. */
const SETTLED_MS = 3_600_000
const BATCH = 50

/** What a sweep found: entries past their time, images nobody needs, files nobody knows, images whose file is gone. */
export type Swept = { expired: number; unused: number; unknownFiles: number; missingFiles: number }

type Parts = { db: Database; storage: Storage; clock: Clock; log: Log }

/**
 * Removes what has expired and whatever a process that was killed may have left: afterwards every file has its row and
 * every entry its image, except where a file was lost; that is reported, and its entries go, so that the next who asks has it
 * drawn. In small steps; others work in between.
 */
export async function sweepCache(parts: Parts, stopped: () => boolean = () => false): Promise<Swept> {
  const swept: Swept = { expired: await dropExpired(parts, stopped), unused: 0, unknownFiles: 0, missingFiles: 0 }
  for (const prefix of PREFIXES) {
    if (stopped()) break
    await sweepPrefix(parts, prefix, swept)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return swept
}

/** Forgets entries past their time, and their images where nobody has them. How many. */
export async function dropExpired(
  { db, storage, clock }: Pick<Parts, 'db' | 'storage' | 'clock'>,
  stopped: () => boolean,
): Promise<number> {
  let dropped = 0
  while (!stopped()) {
    const { entries, orphans } = await db.write(async (session) => {
      const expired = await listExpiredEntries(session, new Date(clock.now()), BATCH)
      for (const { key } of expired) await deleteCacheEntry(session, key)
      const orphans = new Set<string>()
      for (const { imageHash } of expired) {
        if (orphans.has(imageHash) || (await isImageUsed(session, imageHash))) continue
        await deleteImage(session, imageHash)
        orphans.add(imageHash)
      }
      return { entries: expired.length, orphans }
    })
    await removeBytes(db, storage, orphans)
    dropped += entries
    if (entries < BATCH) break
  }
  return dropped
}

/** Files before rows: a picture that is stored meanwhile has its file first. */
async function sweepPrefix({ db, storage, log }: Parts, prefix: string, swept: Swept) {
  const files = await storage.list(prefix)
  const rows = await listImageUses(db.read, prefix)

  const unused = rows.filter(({ cached, shown }) => !cached && !shown).map(({ hash }) => hash)
  if (unused.length > 0) swept.unused += await dropUnused({ db, storage }, unused)

  const known = new Set(rows.map(({ hash }) => hash))
  const unknown = [...files].filter(([hash, { ageMs }]) => !known.has(hash) && ageMs > SETTLED_MS)
  swept.unknownFiles += await removeBytes(
    db,
    storage,
    unknown.map(([hash]) => hash),
  )

  const missing = rows.filter(({ hash, cached, shown }) => (cached || shown) && !files.get(hash)?.whole)
  if (missing.length === 0) return
  const again = await storage.list(prefix)
  for (const { hash, shown } of missing) {
    if (again.get(hash)?.whole) continue
    const entries = await db.write((session) => deleteEntriesOf(session, hash))
    await dropUnused({ db, storage }, [hash])
    swept.missingFiles++
    log.error({ room: 'storage', image: hash, entries, shown }, 'the file of a picture is gone; it is cached no more')
  }
}
