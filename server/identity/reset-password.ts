import { recordAudit } from '../../db/queries/audit.ts'
import { findEmailLink, useEmailLink } from '../../db/queries/email-links.ts'
import { revokeTokensOf } from '../../db/queries/tokens.ts'
import { findUser, raiseSessionVersion, updateUser } from '../../db/queries/users.ts'
import type { BurstPolicy } from '../limits/types.ts'
import type { Caller } from './caller.ts'
import { hashOfLink, linkEnded } from './email-links.ts'
import type { IdentityServices } from './identity-services.ts'
import { requireGoodPassword } from './password-rules.ts'
import { takeByAddress } from './take-tries.ts'

const ADDRESS: BurstPolicy = { name: 'reset-use', limit: 30, windowSeconds: 3600 }

/**
 * Sets a new password by a link, which is used up, and ends every session. A link that came by mail proves the address too:
 * if nobody had proven it before, API tokens end as well, for whoever opened the account may have been a stranger to it.
 * Returns the email to sign in with. Throws AppError `not-found/link`, `invalid/input`, `limit/burst`.
 */
export async function resetPassword(
  { db, clock, burst, passwords, refused, invalidate }: IdentityServices,
  address: Caller['address'],
  { secret, password }: { secret: string; password: string },
): Promise<{ email: string | null }> {
  await takeByAddress(burst, ADDRESS, address)
  const refuse = () => {
    refused.note({ by: 'link', why: 'reset unknown or ended', address })
    return linkEnded()
  }
  const sought = () => ({ hash: hashOfLink(secret), purpose: 'reset' as const, now: new Date(clock.now()) })
  const link = await findEmailLink(db.read, sought())
  const user = link && (await findUser(db.read, link.userId))
  if (!user || user.disabledAt) throw refuse()
  requireGoodPassword(password, user.email)
  const passwordHash = await passwords.hash(password)
  const actor = `user:${user.id}` as const
  await db.write(async (tx) => {
    const now = new Date(clock.now())
    const used = await useEmailLink(tx, sought())
    if (!used) throw refuse()
    const proven = used.email !== null && used.email === user.email
    const first = proven && user.emailConfirmedAt === null
    await updateUser(tx, user.id, { passwordHash, ...(first && { emailConfirmedAt: now }) })
    if (first) await revokeTokensOf(tx, user.id, now)
    await raiseSessionVersion(tx, user.id)
    await recordAudit(tx, { actor, action: 'password.reset', target: actor }, now)
  })
  invalidate(user.id)
  return { email: user.email }
}
