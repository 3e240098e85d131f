import type { Session } from '../../db/database.ts'
import { recordAudit } from '../../db/queries/audit.ts'
import { findUserByEmail } from '../../db/queries/users.ts'
import type { User } from '../../db/tables.ts'
import { AppError } from '../errors.ts'
import type { AccountServices } from './account-services.ts'
import { normaliseEmail } from './email.ts'

/**
 * One change by the operator to the account of `email`, its audit entry in the same transaction, seen by the next request.
 * Throws AppError `not-found/input` when no account has the email.
 */
export async function changeAccount(
  { db, clock, invalidate }: AccountServices,
  { actor, action, email }: { actor: string; action: string; email: string },
  change: (tx: Session, user: User, at: Date) => Promise<void>,
): Promise<{ userId: string }> {
  const userId = await db.write(async (tx) => {
    const user = await findUserByEmail(tx, normaliseEmail(email))
    if (!user) throw new AppError('not-found', 'input', `No account has the email ${email}.`, { field: 'email' })
    const at = new Date(clock.now())
    await change(tx, user, at)
    await recordAudit(tx, { actor, action, target: `user:${user.id}` }, at)
    return user.id
  })
  invalidate(userId)
  return { userId }
}
