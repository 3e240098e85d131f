import { findOauthUserId, insertOauthAccount, type OauthIdentity } from '../../db/queries/oauth-accounts.ts'
import { findUser, findUserByEmail } from '../../db/queries/users.ts'
import { AppError } from '../errors.ts'
import type { Caller } from './caller.ts'
import { normaliseEmail } from './email.ts'
import type { IdentityServices } from './identity-services.ts'
import { openAccount } from './open-account.ts'

export type OauthProfile = OauthIdentity & { email: string | null; emailVerified: boolean; name: string | null }

/**
 * The account of somebody a provider vouches for: known by provider id, else opened now. An email counts only if the
 * provider has verified it. It joins an account without a password (whose email a provider verified too), never one with
 * a password: sign-up does not verify emails, so a stranger may have taken this one and be waiting for its owner.
 * Throws AppError `conflict/email-taken` then, `forbidden/sign-in` if disabled, `limit/accounts-per-address`.
 */
export async function signInWithOauth(
  { db, clock }: Pick<IdentityServices, 'db' | 'clock'>,
  address: Caller['address'],
  { provider, providerAccountId, ...profile }: OauthProfile,
): Promise<{ userId: string }> {
  const identity = { provider, providerAccountId }
  const email = profile.email && profile.emailVerified ? normaliseEmail(profile.email) : undefined
  return await db.write(async (tx) => {
    const known = await findOauthUserId(tx, identity)
    const user = known ? await findUser(tx, known) : email ? await findUserByEmail(tx, email) : undefined
    if (user?.disabledAt) throw new AppError('forbidden', 'sign-in', 'This account is disabled.')
    if (user && known) return { userId: user.id }
    if (user?.passwordHash) {
      throw new AppError('conflict', 'email-taken', 'This email has an account with a password: sign in with that.')
    }
    const now = clock.now()
    const name = profile.name?.trim().slice(0, 100) || undefined
    const userId = user
      ? user.id
      : await openAccount(tx, address, { email, name, via: provider, confirmed: email !== undefined }, now)
    await insertOauthAccount(tx, identity, userId, new Date(now))
    return { userId }
  })
}
