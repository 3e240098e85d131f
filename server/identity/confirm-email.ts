import { recordAudit } from '../../db/queries/audit.ts'
import { endEmailLinks, useEmailLink } from '../../db/queries/email-links.ts'
import { findUserByEmail, lockUser, updateUser } from '../../db/queries/users.ts'
import { AppError } from '../errors.ts'
import type { BurstPolicy } from '../limits/types.ts'
import type { Caller } from './caller.ts'
import { hashOfLink, linkEnded } from './email-links.ts'
import type { IdentityServices } from './identity-services.ts'
import { takeByAddress } from './take-tries.ts'

const ADDRESS: BurstPolicy = { name: 'confirm-use', limit: 30, windowSeconds: 3600 }

/**
 * Takes a link's address for proven, and makes it the account's if it was another; the old address is told. Needs no
 * session: the link may be opened on another device. Throws AppError `not-found/link`, `conflict/email-taken`, `limit/burst`.
 */
export async function confirmEmail(
  { db, clock, burst, letters, refused, invalidate }: IdentityServices,
  address: Caller['address'],
  { secret, locale }: { secret: string; locale: string },
): Promise<{ email: string }> {
  await takeByAddress(burst, ADDRESS, address)
  const { userId, email } = await db.write(async (tx) => {
    const now = new Date(clock.now())
    const link = await useEmailLink(tx, { hash: hashOfLink(secret), purpose: 'confirm', now })
    const user = link && (await lockUser(tx, link.userId))
    if (!link?.email || !user || user.disabledAt) {
      refused.note({ by: 'link', why: 'confirm unknown or ended', address })
      throw linkEnded()
    }
    const moved = link.email !== user.email
    if (moved && (await findUserByEmail(tx, link.email))) {
      throw new AppError('conflict', 'email-taken', 'This email already has an account.', { field: 'email' })
    }
    await updateUser(tx, user.id, { email: link.email, emailConfirmedAt: now })
    if (moved) await endEmailLinks(tx, { userId: user.id, purpose: 'reset' })
    const actor = `user:${user.id}`
    await recordAudit(tx, { actor, action: moved ? 'email.change' : 'email.confirm', target: actor }, now)
    if (moved && user.email) await letters?.post(tx, { kind: 'moved', email: user.email, userId: user.id, locale })
    return { userId: user.id, email: link.email }
  })
  letters?.wake()
  invalidate(userId)
  return { email }
}
