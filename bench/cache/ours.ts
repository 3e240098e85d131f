import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Database } from '../../db/database.ts'
import { findCacheEntry, insertImage, putCacheEntry } from '../../db/queries/images.ts'
import { evictBytes } from '../../server/cache/keeping/evict.ts'
import { dropExpired } from '../../server/cache/keeping/sweep.ts'
import { createWants } from '../../server/cache/keeping/wants.ts'
import { firstWorth } from '../../server/cache/keeping/worth.ts'
import { FakeClock } from '../../server/clock.fake.ts'
import type { Storage } from '../../server/storage/types.ts'
import { createLog } from '../../server/telemetry/log.ts'
import type { Wish } from './workload.ts'

/** The product evicts to this part of its budget. */
const EVICT_TO = 0.9

/** Files are not what is measured. */
export const noStorage: Storage = {
  put: async () => '',
  stat: async () => ({ bytes: 1 }),
  read: () => Readable.from([]),
  remove: async () => {},
  list: async () => new Map(),
}

/**
 * The product's own code on a real SQLite file: entries with their worth, uses written in batches, eviction by worth. As if
 * nobody had any of it in a history, for what is there is never evicted.
 */
export async function playOurs(
  db: Database,
  wishes: readonly Wish[],
  { maxBytes, ttlMs }: { maxBytes: number; ttlMs: number },
): Promise<number> {
  const startMs = Date.parse('2026-03-01T00:00:00Z')
  const clock = new FakeClock(startMs)
  const wants = createWants({ db, clock, log: createLog('error'), ttlMs })
  let held = 0
  let hits = 0
  for (const { key, bytes, atMs } of wishes) {
    const wait = startMs + atMs - clock.now()
    if (wait >= 5_000) await clock.advance(wait)
    const now = new Date(startMs + atMs)
    if (await findCacheEntry(db.read, key, now)) {
      hits++
      wants.note(key)
      continue
    }
    held += await keep(db, { key, bytes, now, expiresAt: new Date(now.getTime() + ttlMs) })
    if (held <= maxBytes) continue
    await wants.flush()
    await dropExpired({ db, storage: noStorage, clock }, () => false)
    held = await readHeld(db)
    if (held > maxBytes) held -= (await evictBytes({ db, storage: noStorage }, held - EVICT_TO * maxBytes)).bytes
  }
  await wants.close()
  return hits
}

type Kept = { key: string; bytes: number; now: Date; expiresAt: Date }

/** An entry with an image of its own. Returns the bytes that came with it. */
export async function keep(db: Database, { key, bytes, now, expiresAt }: Kept): Promise<number> {
  const hash = createHash('sha256').update(key).digest('hex')
  const row = { hash, mime: 'image/webp', bytes, width: 1, height: 1, source: 'bench', createdAt: now }
  const worth = firstWorth(now.getTime(), bytes)
  return await db.write(async (session) => {
    const isNew = await insertImage(session, row)
    await putCacheEntry(session, { key, imageHash: hash, words: key, worth, now, expiresAt })
    return isNew ? bytes : 0
  })
}

async function readHeld({ read: { db, tables } }: Database): Promise<number> {
  const rows = await db.select({ bytes: tables.images.bytes }).from(tables.images)
  return rows.reduce((sum, { bytes }) => sum + bytes, 0)
}
