import { recordAudit } from '../../db/queries/audit.ts'
import { findUser } from '../../db/queries/users.ts'
import { AppError } from '../errors.ts'
import type { BurstPolicy } from '../limits/types.ts'
import type { Caller } from './caller.ts'
import { parseEmail } from './email.ts'
import type { IdentityServices } from './identity-services.ts'
import { proveSelf } from './prove-self.ts'
import { requireLetters } from './request-reset.ts'
import { requireSession } from './require-session.ts'
import { takeByName } from './take-tries.ts'

/** Letters on behalf of one account, and letters to one mailbox. */
const ACCOUNT: BurstPolicy = { name: 'confirm-account', limit: 6, windowSeconds: 3600 }
const MAILBOX: BurstPolicy = { name: 'confirm-mailbox', limit: 4, windowSeconds: 3600 }

/**
 * Sends a link that proves the account's own address, or with `change` makes another one its address. Until the link is
 * used nothing changes. Throws AppError `invalid/input` (facts.field email), `invalid/credentials` for a wrong password,
 * `conflict/too-late` when there is nothing to prove, `limit/burst`, `forbidden/no-mail`, and what requireSession throws.
 */
export async function askConfirmation(
  services: IdentityServices,
  caller: Caller,
  { locale, change }: { locale: string; change?: { email: string; password: string } | undefined },
): Promise<{ email: string }> {
  const { db, clock, burst, letters } = services
  const userId = requireSession(caller)
  const box = requireLetters(letters)
  const user = await findUser(db.read, userId)
  const email = change ? parseEmail(change.email) : user?.email
  if (!user || !email) throw new AppError('invalid', 'input', 'This account has no email address.', { field: 'email' })
  if (email === user.email && user.emailConfirmedAt) {
    throw new AppError('conflict', 'too-late', 'This address is confirmed already.', { field: 'email' })
  }
  if (change && user.passwordHash) await proveSelf(services, caller, user, change.password)
  await takeByName(burst, ACCOUNT, userId)
  await takeByName(burst, MAILBOX, email)
  const actor = `user:${userId}` as const
  await db.write(async (tx) => {
    await box.post(tx, { kind: 'confirm', email, userId, locale })
    if (change) await recordAudit(tx, { actor, action: 'email.ask', target: actor }, new Date(clock.now()))
  })
  box.wake()
  return { email }
}
