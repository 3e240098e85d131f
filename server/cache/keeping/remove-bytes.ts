import type { Database } from '../../../db/database.ts'
import { findImage } from '../../../db/queries/images.ts'
import type { Storage } from '../../storage/types.ts'

/**
 * Removes the bytes of images whose rows are gone. Rows go first, in a transaction of their own: killed in between, bytes
 * are left that no row knows, and the sweep finds those. Nobody may take an image into use between the look and the
 * removal: other writers wait for this one unlink. How many were removed.
 */
export async function removeBytes(db: Database, storage: Storage, hashes: Iterable<string>): Promise<number> {
  let removed = 0
  for (const hash of hashes) {
    await db.write(
      async (session) => {
        if (await findImage(session, hash)) return
        await storage.remove(hash)
        removed++
      },
      { alone: true },
    )
  }
  return removed
}
