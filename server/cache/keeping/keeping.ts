import type { Database } from '../../../db/database.ts'
import { measureCache } from './measure.ts'

/** Keeps the cache within its time and its budget. */
export interface Keeping {
  /** Pictures kept for everybody, and their bytes. */
  size(): Promise<{ pictures: number; bytes: number; maxBytes: number | null }>
}

export function createKeeping({ db, maxBytes }: { db: Database; maxBytes: number | undefined }): Keeping {
  return {
    async size() {
      const { pictures, bytes } = await measureCache(db.read)
      return { pictures, bytes, maxBytes: maxBytes ?? null }
    },
  }
}
