import { recordAudit } from '../../db/queries/audit.ts'
import { endEmailLinks } from '../../db/queries/email-links.ts'
import { findUser, raiseSessionVersion, updateUser } from '../../db/queries/users.ts'
import type { Caller } from './caller.ts'
import type { IdentityServices } from './identity-services.ts'
import { requireGoodPassword } from './password-rules.ts'
import { proveSelf } from './prove-self.ts'
import { requireSession } from './require-session.ts'

/**
 * Changes the password and ends every session, this one too: the page signs in again at once with the email returned and the
 * new password, so that only this browser stays. Throws AppError `invalid/credentials` when `current` is wrong (or the
 * account has no password), `invalid/input`, `limit/burst`, and what requireSession throws.
 */
export async function changePassword(
  services: IdentityServices,
  caller: Caller,
  { current, next }: { current: string; next: string },
): Promise<{ email: string | null }> {
  const { db, clock, passwords, invalidate } = services
  const userId = requireSession(caller)
  const user = await findUser(db.read, userId)
  requireGoodPassword(next, user?.email ?? null)
  await proveSelf(services, caller, { id: userId, passwordHash: user?.passwordHash ?? null }, current)
  const passwordHash = await passwords.hash(next)
  const actor = `user:${userId}`
  await db.write(async (tx) => {
    await updateUser(tx, userId, { passwordHash })
    await raiseSessionVersion(tx, userId)
    await endEmailLinks(tx, { userId, purpose: 'reset' })
    await recordAudit(tx, { actor, action: 'password.change', target: actor }, new Date(clock.now()))
  })
  invalidate(userId)
  return { email: user?.email ?? null }
}
