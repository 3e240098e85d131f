import { AppError } from '../errors.ts'
import type { AccountServices } from './account-services.ts'
import { changeAccount } from './change-account.ts'
import { type MadeLink, makeEmailLink } from './email-links.ts'

/**
 * A link for a new password that the operator hands to the account's owner: as a mailed one, but it proves no address.
 * Throws as changeAccount, and AppError `forbidden/sign-in` for a disabled account.
 */
export async function createResetLink(
  services: AccountServices,
  actor: string,
  { email, publicUrl }: { email: string; publicUrl: string },
): Promise<MadeLink> {
  const made: MadeLink[] = []
  await changeAccount(services, { actor, action: 'password.offer', email }, async (tx, { id, disabledAt }, at) => {
    if (disabledAt) throw new AppError('forbidden', 'sign-in', 'This account is disabled.')
    made.push(await makeEmailLink(tx, publicUrl, { actor, userId: id, purpose: 'reset', email: null }, at))
  })
  const [link] = made
  if (!link) throw new Error('no link was made')
  return link
}
