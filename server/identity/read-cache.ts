import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.ts'
import type { Changes } from './changes/types.ts'

const KEPT_MS = 30_000

export type ReadCache<V> = {
  /** What `load` answered at most 30 s ago, if nobody has changed the database since; unknown keys are not remembered. */
  get(key: string): Promise<V | undefined> | V
  /** After a change made in this process: drops one key, or all, here; every other process drops all. */
  forget(key?: string): void
}

/**
 * Remembers rows that every request needs. Dropped as a whole when another process has changed something (the command line
 * tools do), never filled by a read that began before a change, and empty while nobody can tell of changes.
 */
export function createReadCache<V extends object>(
  { changes, clock }: { changes: Changes; clock: Pick<Clock, 'monotonic'> },
  load: (key: string) => Promise<V | undefined>,
  { max = 10_000 }: { max?: number } = {},
): ReadCache<V> {
  const kept = new LRUCache<string, { value: V; until: number }>({ max })
  let outside = changes.version()
  let dropped = 0

  const read = async (key: string): Promise<V | undefined> => {
    const before = dropped
    const value = await load(key)
    if (value && before === dropped && outside !== undefined && changes.version() === outside)
      kept.set(key, { value, until: clock.monotonic() + KEPT_MS })
    return value
  }

  return {
    get(key) {
      const version = changes.version()
      if (version !== outside) {
        outside = version
        dropped++
        kept.clear()
      }
      const hit = kept.get(key)
      return hit && hit.until > clock.monotonic() ? hit.value : read(key)
    },
    forget(key) {
      dropped++
      if (key === undefined) kept.clear()
      else kept.delete(key)
      changes.announce()
    },
  }
}
