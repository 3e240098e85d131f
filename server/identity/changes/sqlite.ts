import type { Database } from '../../../db/database.ts'
import type { Changes } from './types.ts'

/** Processes that share one SQLite file: the file itself tells of every write by another, the command line's too, at once. */
export function createFileChanges(db: Pick<Database, 'outsideVersion'>): Changes {
  return { version: () => db.outsideVersion(), announce: () => {}, close: async () => {} }
}
