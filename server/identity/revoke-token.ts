import { recordAudit } from '../../db/queries/audit.ts'
import { endSubscriptions } from '../../db/queries/subscriptions.ts'
import { findToken, markTokenRevoked } from '../../db/queries/tokens.ts'
import { raiseSessionVersion, updateUser } from '../../db/queries/users.ts'
import { AppError } from '../errors.ts'
import type { AccountServices } from './account-services.ts'
import { findUnredeemedGrant } from './token-grant.ts'

/**
 * Kills a token at once; one that nobody redeemed takes its service account along, premium and sessions too. With
 * `ownerId`, only a token of that account. Doing it twice changes nothing. Throws AppError `not-found/token-unknown`.
 */
export async function revokeToken(
  { db, clock, invalidate }: AccountServices,
  actor: string,
  { id, ownerId }: { id: string; ownerId?: string },
): Promise<{ name: string; last4: string }> {
  const token = await db.write(async (tx) => {
    const found = await findToken(tx, id)
    if (!found || (ownerId !== undefined && found.userId !== ownerId)) {
      throw new AppError('not-found', 'token-unknown', `There is no token ${id}.`)
    }
    if (found.revokedAt) return found
    const at = new Date(clock.now())
    await markTokenRevoked(tx, id, at)
    if (await findUnredeemedGrant(tx, found)) {
      await endSubscriptions(tx, { userId: found.userId, at })
      await updateUser(tx, found.userId, { disabledAt: at })
      await raiseSessionVersion(tx, found.userId)
    }
    await recordAudit(tx, { actor, action: 'token.revoke', target: `token:${id}` }, at)
    return found
  })
  invalidate(token.userId)
  return { name: token.name, last4: token.last4 }
}
