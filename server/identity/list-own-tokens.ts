import { readSubscriptions } from '../../db/queries/subscriptions.ts'
import { readTokens } from '../../db/queries/tokens.ts'
import type { AccountServices } from './account-services.ts'
import type { Caller } from './caller.ts'
import { requireSession } from './require-session.ts'
import type { Scope } from './scopes.ts'
import { grantSource } from './token-grant.ts'

export type OwnToken = {
  id: string
  name: string
  last4: string
  scopes: Scope[]
  state: 'active' | 'expired'
  /** It carries this account's premium: only the operator changes it. */
  ofOperator: boolean
  createdAt: Date
  /** Follows within a minute. */
  lastUsedAt: Date | null
  expiresAt: Date | null
}

/** The account's own tokens, newest first, without their secret; revoked ones are gone. Throws what requireSession throws. */
export async function listOwnTokens(
  { db, clock }: Pick<AccountServices, 'db' | 'clock'>,
  caller: Caller,
): Promise<OwnToken[]> {
  const userId = requireSession(caller)
  const [rows, subscriptions] = await Promise.all([readTokens(db.read, userId), readSubscriptions(db.read, userId)])
  const sources = new Set(subscriptions.map(({ source }) => source))
  return rows.flatMap(({ token }) => {
    const { id, name, last4, scopes, createdAt, lastUsedAt, expiresAt, redeemedAt, revokedAt } = token
    if (revokedAt) return []
    const state = expiresAt && expiresAt.getTime() <= clock.now() ? 'expired' : 'active'
    const ofOperator = redeemedAt === null && sources.has(grantSource(id))
    return { id, name, last4, scopes, state, ofOperator, createdAt, lastUsedAt, expiresAt }
  })
}
