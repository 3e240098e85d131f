import { LRUCache } from 'lru-cache'
import type { Database } from '../../db/database.ts'
import { markTokenUsed } from '../../db/queries/tokens.ts'
import type { Clock } from '../clock.ts'
import type { Log } from './log.ts'

const EVERY_MS = 60_000

export type LastUsed = {
  /** Notes a use, later: no request waits for it. `known`: the use that is already written. */
  note(tokenId: string, known: Date | null): void
  /** When everything noted so far is written (or its error logged). */
  settled(): Promise<void>
}

/** Keeps `last_used_at` of tokens: at most one write a minute for each, and one transaction for all that wait together. */
export function createLastUsed({ db, clock, log }: { db: Database; clock: Pick<Clock, 'now'>; log: Log }): LastUsed {
  const noted = new LRUCache<string, number>({ max: 10_000 })
  let waiting = new Map<string, Date>()
  let writing: Promise<void> | undefined

  const write = async () => {
    while (waiting.size > 0) {
      const batch = waiting
      waiting = new Map()
      try {
        await db.write(async (tx) => {
          for (const [id, at] of batch) await markTokenUsed(tx, id, at)
        })
      } catch (error) {
        log.error({ error, tokens: batch.size }, 'could not write when tokens were last used')
      }
    }
    writing = undefined
  }

  return {
    note(tokenId, known) {
      const now = clock.now()
      if (now - Math.max(noted.get(tokenId) ?? 0, known?.getTime() ?? 0) < EVERY_MS) return
      noted.set(tokenId, now)
      waiting.set(tokenId, new Date(now))
      writing ??= write()
    },
    async settled() {
      await writing
    },
  }
}
