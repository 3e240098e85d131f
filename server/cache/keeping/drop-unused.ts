import type { Database } from '../../../db/database.ts'
import { deleteImage, isImageUsed } from '../../../db/queries/images.ts'
import type { Storage } from '../../storage/types.ts'
import { removeBytes } from './remove-bytes.ts'

/** Forgets those of the images that nothing needs by now, rows first and then their bytes. How many. */
export async function dropUnused(
  { db, storage }: { db: Database; storage: Storage },
  hashes: readonly string[],
): Promise<number> {
  const gone = await db.write(async (session) => {
    const gone: string[] = []
    for (const hash of hashes) {
      if (await isImageUsed(session, hash)) continue
      await deleteImage(session, hash)
      gone.push(hash)
    }
    return gone
  })
  await removeBytes(db, storage, gone)
  return gone.length
}
