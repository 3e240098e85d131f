import type { NextAuthOptions, Profile } from 'next-auth'
import { findOauthUserId } from '../../db/queries/oauth-accounts.ts'
import { AppError, type Reason } from '../errors.ts'
import type { Caller } from './caller.ts'
import type { IdentityServices } from './identity-services.ts'
import { signInWithOauth } from './sign-in-with-oauth.ts'

/** What /sign-in?error= is told when a provider's sign-in is refused: NextAuth's words where it has them. */
const REFUSALS: Partial<Record<Reason, string>> = {
  'email-taken': 'OAuthAccountNotLinked',
  'accounts-per-address': 'accounts-per-address',
}

/** What NextAuth asks of us: may this provider's identity in, what goes in the cookie, and what the page is told. */
export function authCallbacks(
  identity: IdentityServices,
  address: Caller['address'],
): Required<Pick<NonNullable<NextAuthOptions['callbacks']>, 'signIn' | 'jwt' | 'session'>> {
  const { db, accountOf } = identity
  return {
    async signIn({ account, profile, user }) {
      if (account?.type !== 'oauth') return true
      const { provider, providerAccountId } = account
      const { email = null, name = null } = user
      const emailVerified = saysVerified(profile)
      try {
        await signInWithOauth(identity, address, { provider, providerAccountId, email, emailVerified, name })
        return true
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return `/sign-in?error=${REFUSALS[error.reason] ?? 'AccessDenied'}`
      }
    },

    /** On sign-in (`user` is given) writes the claims; later lets go of a session whose account has ended it. */
    async jwt({ token, user, account }) {
      const oauthUserId = account?.type === 'oauth' ? await findOauthUserId(db.read, account) : undefined
      const found = await accountOf(oauthUserId ?? user?.id ?? token.sub ?? '')
      if (!found || found.disabled || (!user && found.sessionVersion !== token.sv))
        throw new Error('the session has ended')
      const { userId, sessionVersion, tier, email, name } = found
      return { sub: userId, sv: sessionVersion, tier, email, name }
    },

    session({ session, token: { sub = '', email = null, name = null, tier = 'free' } }) {
      return { ...session, user: { id: sub, email, name, tier } }
    },
  }
}

const saysVerified = (profile: Profile | undefined) =>
  profile !== undefined && 'email_verified' in profile && profile.email_verified === true
