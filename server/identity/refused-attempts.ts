import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.ts'
import type { Caller } from './caller.ts'
import type { Log } from './log.ts'

const EVERY_MS = 60_000

/** What was tried, and in one word why it was refused. Never the secret, nor whose it was said to be. */
export type RefusedAttempt = {
  by: 'password' | 'token' | 'jwt' | 'email' | 'link'
  why: string
  address: Caller['address']
}

export type RefusedAttempts = { note(attempt: RefusedAttempt): void }

/** Logs refused attempts: the first at once, repetitions from one address at most once a minute, with how many there were. */
export function createRefusedAttempts({ clock, log }: { clock: Pick<Clock, 'monotonic'>; log: Log }): RefusedAttempts {
  const seen = new LRUCache<string, { since: number; unsaid: number }>({ max: 10_000 })
  return {
    note({ by, why, address: { subject } }) {
      const key = `${by} ${why} ${subject}`
      const now = clock.monotonic()
      const before = seen.get(key)
      if (before && now - before.since < EVERY_MS) {
        before.unsaid++
        return
      }
      seen.set(key, { since: now, unsaid: 0 })
      log.warn({ room: 'identity', by, why, subject, before: before?.unsaid ?? 0 }, 'an attempt was refused')
    },
  }
}
