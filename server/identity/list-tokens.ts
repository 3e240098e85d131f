import { readTokens } from '../../db/queries/tokens.ts'
import type { AccountServices } from './account-services.ts'

export type TokenView = {
  id: string
  name: string
  last4: string
  state: 'active' | 'redeemed' | 'expired' | 'revoked'
  /** Of the account it draws for; null for a service account. */
  email: string | null
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

/** Tokens, newest first, without their secret; with `ownerId`, only that account's. */
export async function listTokens(
  { db, clock }: Pick<AccountServices, 'db' | 'clock'>,
  { ownerId }: { ownerId?: string } = {},
): Promise<TokenView[]> {
  const rows = await readTokens(db.read, ownerId)
  return rows.map(({ token, email }) => {
    const { id, name, last4, createdAt, expiresAt, lastUsedAt } = token
    const expired = expiresAt !== null && expiresAt.getTime() <= clock.now()
    const state = token.revokedAt ? 'revoked' : expired ? 'expired' : token.redeemedAt ? 'redeemed' : 'active'
    return { id, name, last4, state, email, createdAt, expiresAt, lastUsedAt }
  })
}
