import type { Database } from '../../../db/database.ts'
import { evictImage, type LeastWorth, listLeastWorth, type WorthCursor } from '../../../db/queries/cache-keeping.ts'
import type { Storage } from '../../storage/types.ts'
import { removeBytes } from './remove-bytes.ts'

/** So many entries are looked at, and so many images evicted, before others have their turn. */
const LOOK_AT = 100
const EVICT_AT_ONCE = 8

export type Evicted = { pictures: number; bytes: number }

/**
 * Frees `bytes` or more by forgetting what is worth least: entries, image row and bytes together. What is in anybody's
 * history stays, entries and all, for its bytes would stay, too. Frees less where there is no more to free.
 */
export async function evictBytes(
  { db, storage }: { db: Database; storage: Storage },
  bytes: number,
  stopped: () => boolean = () => false,
): Promise<Evicted> {
  const evicted: Evicted = { pictures: 0, bytes: 0 }
  let cursor: WorthCursor | undefined
  while (evicted.bytes < bytes && !stopped()) {
    const page: LeastWorth[] = await listLeastWorth(db.read, cursor, LOOK_AT)
    cursor = page.at(-1)
    if (!cursor) break
    const free = page.filter(({ shown, outdone }) => !shown && !outdone)
    for (let i = 0; i < free.length && evicted.bytes < bytes; i += EVICT_AT_ONCE) {
      const some = enough(free.slice(i, i + EVICT_AT_ONCE), bytes - evicted.bytes)
      const gone = await db.write(async (session) => {
        const gone: LeastWorth[] = []
        // Somebody may have taken it into their history since it was looked at.
        for (const one of some) if (await evictImage(session, one.imageHash)) gone.push(one)
        return gone
      })
      await removeBytes(
        db,
        storage,
        gone.map(({ imageHash }) => imageHash),
      )
      evicted.pictures += gone.length
      evicted.bytes += gone.reduce((sum, one) => sum + one.bytes, 0)
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return evicted
}

/** The first of them, until they come to so many bytes. */
function enough(entries: readonly LeastWorth[], bytes: number): LeastWorth[] {
  const some: LeastWorth[] = []
  for (let left = bytes, i = 0; left > 0; i++) {
    const entry = entries[i]
    if (!entry) break
    some.push(entry)
    left -= entry.bytes
  }
  return some
}
