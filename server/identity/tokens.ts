import type { Database } from '../../db/database.ts'
import { findToken, findTokenByHash } from '../../db/queries/tokens.ts'
import type { ApiToken } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Changes } from './changes/types.ts'
import { createLastUsed, type LastUsed } from './last-used.ts'
import type { Log } from './log.ts'
import { createReadCache } from './read-cache.ts'
import { refuseCredential } from './refuse-credential.ts'
import { tokenHash } from './token-format.ts'

export type Tokens = {
  /**
   * The row of a token that may be used now. Throws AppError `unauthenticated/credentials`, saying what to do, for one
   * that is malformed (without asking the database), unknown, revoked or expired.
   */
  verify(token: string): Promise<ApiToken>
  /** The same for the token of this id, which an access token was made from. */
  verifyId(id: string): Promise<ApiToken>
  /** A token was used for a request: its `last_used_at` follows, within a minute. */
  used(token: ApiToken): void
  forget(): void
  settled: LastUsed['settled']
}

export function createTokens({
  db,
  clock,
  log,
  changes,
}: {
  db: Database
  clock: Clock
  log: Log
  changes: Changes
}): Tokens {
  const byHash = createReadCache({ changes, clock }, (hash) => findTokenByHash(db.read, hash))
  const byId = createReadCache({ changes, clock }, (id) => findToken(db.read, id))
  const lastUsed = createLastUsed({ db, clock, log })

  const usable = (row: ApiToken | undefined): ApiToken => {
    if (!row) throw refuseCredential('unknown', 'This API token is not known here: make one on the account page.')
    if (row.revokedAt)
      throw refuseCredential('revoked', 'This API token was revoked: make another on the account page.')
    if (row.expiresAt && row.expiresAt.getTime() <= clock.now()) {
      const day = row.expiresAt.toISOString().slice(0, 10)
      throw refuseCredential('expired', `This API token ended on ${day}: make another on the account page.`)
    }
    return row
  }

  return {
    async verify(token) {
      const hash = tokenHash(token)
      if (hash === undefined)
        throw refuseCredential('malformed', 'This is not a whole API token: copy it again, all 47 characters.')
      return usable(await byHash.get(hash))
    },
    verifyId: async (id) => usable(await byId.get(id)),
    used: (row) => lastUsed.note(row.id, row.lastUsedAt),
    forget() {
      byHash.forget()
      byId.forget()
    },
    settled: lastUsed.settled,
  }
}
