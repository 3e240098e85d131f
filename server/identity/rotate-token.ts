import { v7 as uuid } from 'uuid'
import { recordAudit } from '../../db/queries/audit.ts'
import { insertToken, markTokenRevoked } from '../../db/queries/tokens.ts'
import { lockUser } from '../../db/queries/users.ts'
import { AppError } from '../errors.ts'
import type { AccountServices } from './account-services.ts'
import type { Caller } from './caller.ts'
import { findOwnToken } from './find-own-token.ts'
import { requireSession } from './require-session.ts'
import { mintToken } from './token-format.ts'

/**
 * A new secret for a token of the signed-in account: same name, scopes and end, and an id of its own, so that whatever was
 * made from the old one ends with it, at once. Throws AppError `conflict/too-late` for one that is over, and what
 * requireSession and findOwnToken throw.
 */
export async function rotateToken(
  { db, clock, invalidate }: AccountServices,
  caller: Caller,
  { id: oldId }: { id: string },
): Promise<{ id: string; token: string; last4: string; expiresAt: Date | null }> {
  const userId = requireSession(caller)
  const { token, ...kept } = mintToken()
  const id = uuid()
  const at = new Date(clock.now())
  const expiresAt = await db.write(async (tx) => {
    await lockUser(tx, userId)
    const { name, scopes, expiresAt, revokedAt } = await findOwnToken(tx, userId, oldId)
    if (revokedAt || (expiresAt && expiresAt <= at)) {
      throw new AppError('conflict', 'too-late', 'This token is over: make a new one instead.')
    }
    await markTokenRevoked(tx, oldId, at)
    await insertToken(tx, { id, userId, name, ...kept, scopes, expiresAt, createdAt: at })
    await recordAudit(tx, { actor: `user:${userId}`, action: `token.rotate token:${oldId}`, target: `token:${id}` }, at)
    return expiresAt
  })
  invalidate(userId)
  return { id, token, last4: kept.last4, expiresAt }
}
