import type { Database } from '../../db/database.ts'
import { findTokenByHash } from '../../db/queries/tokens.ts'
import type { ApiToken } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import { createLastUsed, type LastUsed } from './last-used.ts'
import type { Log } from './log.ts'
import { createReadCache } from './read-cache.ts'
import { tokenHash } from './token-format.ts'

export type Tokens = {
  /**
   * The row of a token that may be used now. Throws AppError `unauthenticated/credentials`, saying what to do, for one
   * that is malformed (without asking the database), unknown, revoked or expired.
   */
  verify(token: string): Promise<ApiToken>
  /** A token was used for a request: its `last_used_at` follows, within a minute. */
  used(token: ApiToken): void
  forget(): void
  settled: LastUsed['settled']
}

export function createTokens({ db, clock, log }: { db: Database; clock: Clock; log: Log }): Tokens {
  const cache = createReadCache({ db, clock }, (hash) => findTokenByHash(db.read, hash))
  const lastUsed = createLastUsed({ db, clock, log })
  return {
    async verify(token) {
      const hash = tokenHash(token)
      if (hash === undefined) throw refusal('This is not a whole API token: copy it again, all 47 characters.')
      const row = await cache.get(hash)
      if (!row) throw refusal('This API token is not known here: ask the operator for one.')
      if (row.revokedAt) throw refusal('This API token was revoked: ask the operator for a new one.')
      if (row.expiresAt && row.expiresAt.getTime() <= clock.now()) {
        throw refusal(`This API token ended on ${row.expiresAt.toISOString().slice(0, 10)}: ask for a new one.`)
      }
      return row
    },
    used: (row) => lastUsed.note(row.id, row.lastUsedAt),
    forget: () => cache.forget(),
    settled: lastUsed.settled,
  }
}

const refusal = (detail: string) => new AppError('unauthenticated', 'credentials', detail)
