import type { Session } from '../../../db/database.ts'
import { listImageUses } from '../../../db/queries/cache-images.ts'

/** What the cache keeps. `heldBytes` of `bytes` are in people's histories as well: to evict those would free nothing. */
export type CacheSize = { pictures: number; bytes: number; heldBytes: number }

/** The first two digits of every hash: a walk over all images goes one after another, and lets others work in between. */
export const PREFIXES = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** Measures the cache in small steps, an image once however many entries show it. */
export async function measureCache(session: Session): Promise<CacheSize> {
  const size: CacheSize = { pictures: 0, bytes: 0, heldBytes: 0 }
  for (const prefix of PREFIXES) {
    for (const { bytes, cached, shown } of await listImageUses(session, prefix)) {
      if (!cached) continue
      size.pictures++
      size.bytes += bytes
      if (shown) size.heldBytes += bytes
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return size
}
