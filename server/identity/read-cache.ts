import { LRUCache } from 'lru-cache'
import type { Database } from '../../db/database.ts'
import type { Clock } from '../clock.ts'

const KEPT_MS = 30_000

export type ReadCache<V> = {
  /** What `load` answered at most 30 s ago, if nobody has changed the database since; unknown keys are not remembered. */
  get(key: string): Promise<V | undefined> | V
  /** After a change made in this process: drops one key, or all. */
  forget(key?: string): void
}

/**
 * Remembers rows that every request needs. Dropped as a whole when another process has written (the command line tools
 * do), and never filled by a read that began before a change.
 */
export function createReadCache<V extends object>(
  { db, clock }: { db: Pick<Database, 'outsideVersion'>; clock: Pick<Clock, 'monotonic'> },
  load: (key: string) => Promise<V | undefined>,
  { max = 10_000 }: { max?: number } = {},
): ReadCache<V> {
  const kept = new LRUCache<string, { value: V; until: number }>({ max })
  let outside = db.outsideVersion()
  let changes = 0

  const read = async (key: string): Promise<V | undefined> => {
    const before = changes
    const value = await load(key)
    if (value && before === changes) kept.set(key, { value, until: clock.monotonic() + KEPT_MS })
    return value
  }

  return {
    get(key) {
      const version = db.outsideVersion()
      if (version !== outside) {
        outside = version
        changes++
        kept.clear()
      }
      const hit = kept.get(key)
      return hit && hit.until > clock.monotonic() ? hit.value : read(key)
    },
    forget(key) {
      changes++
      if (key === undefined) kept.clear()
      else kept.delete(key)
    },
  }
}
