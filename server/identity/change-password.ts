import { recordAudit } from '../../db/queries/audit.ts'
import { findUser, raiseSessionVersion, updateUser } from '../../db/queries/users.ts'
import { AppError } from '../errors.ts'
import type { Caller } from './caller.ts'
import type { IdentityServices } from './identity-services.ts'
import { requireGoodPassword } from './password-rules.ts'
import { requireSession } from './require-session.ts'
import { takeSignInTry } from './sign-in-throttle.ts'

/**
 * Changes the password and ends every session, this one too: the page signs in again at once with the email returned and the
 * new password, so that only this browser stays. Throws AppError `invalid/credentials` when `current` is wrong (or the
 * account has no password), `invalid/input`, `limit/burst`, and what requireSession throws.
 */
export async function changePassword(
  { db, clock, burst, passwords, refused, invalidate }: IdentityServices,
  caller: Caller,
  { current, next }: { current: string; next: string },
): Promise<{ email: string | null }> {
  const userId = requireSession(caller)
  const user = await findUser(db.read, userId)
  requireGoodPassword(next, user?.email ?? null)
  await takeSignInTry(burst, caller.address, userId)
  if (!(await passwords.verify(user?.passwordHash, current))) {
    refused.note({ by: 'password', why: 'change wrong', address: caller.address })
    throw new AppError('invalid', 'credentials', 'The current password is not right.', { field: 'current' })
  }
  const passwordHash = await passwords.hash(next)
  const actor = `user:${userId}`
  await db.write(async (tx) => {
    await updateUser(tx, userId, { passwordHash })
    await raiseSessionVersion(tx, userId)
    await recordAudit(tx, { actor, action: 'password.change', target: actor }, new Date(clock.now()))
  })
  invalidate(userId)
  return { email: user?.email ?? null }
}
