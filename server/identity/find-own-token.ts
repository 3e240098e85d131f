import type { Session } from '../../db/database.ts'
import { findToken } from '../../db/queries/tokens.ts'
import type { ApiToken } from '../../db/tables.ts'
import { AppError } from '../errors.ts'
import { findUnredeemedGrant } from './token-grant.ts'

/**
 * A token the account may change. Throws AppError `not-found/token-unknown` for anybody else's, and
 * `conflict/token-of-operator` for one that the account's own premium hangs on.
 */
export async function findOwnToken(session: Session, userId: string, id: string): Promise<ApiToken> {
  const token = await findToken(session, id)
  if (!token || token.userId !== userId) {
    throw new AppError('not-found', 'token-unknown', 'There is no such token in this account.')
  }
  if (await findUnredeemedGrant(session, token)) {
    const detail = "This token came from the operator and carries this account's premium: ask the operator."
    throw new AppError('conflict', 'token-of-operator', detail)
  }
  return token
}
