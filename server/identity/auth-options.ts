import type { NextAuthOptions, User } from 'next-auth'
import { AppError } from '../errors.ts'
import type { Tier } from '../limits/tiers.ts'
import { ADDRESS_HEADER, parseAddressHeader } from './address-header.ts'
import { authCallbacks } from './auth-callbacks.ts'
import { withVerifiedEmail } from './github-profile.ts'
import type { IdentityServices, SignInSettings } from './identity-services.ts'
import { Credentials, Github, Google } from './next-auth-providers.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { signInWithToken } from './sign-in-with-token.ts'

declare module 'next-auth' {
  interface Session {
    user: { id: string; email: string | null; name: string | null; tier: Tier }
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    /** The session version it was made with: an older one than the account's is signed out. */
    sv?: number
    /** As it was at sign-in or at the last look: a hint for the page, which never decides. */
    tier?: Tier
  }
}

/**
 * NextAuth's settings for one request, whose address (the value of ADDRESS_HEADER) the throttles go by. A refused
 * sign-in tells the page: `CredentialsSignin` (wrong), `throttled:SECONDS`, `token-redeemed` or `unavailable`.
 */
export function createAuthOptions(
  parts: SignInSettings,
  identity: IdentityServices,
  addressHeader: string | null | undefined,
): NextAuthOptions {
  const { secret, publicUrl, oauth, log } = parts
  const address = parseAddressHeader(addressHeader)
  if (!addressHeader) log.warn({}, `no ${ADDRESS_HEADER} on a sign-in request: everybody shares one throttle`)

  const authorizeBy = async (
    by: 'password' | 'token',
    prove: () => Promise<{ userId: string } | undefined>,
  ): Promise<User | null> => {
    const refuse = (why: string) => identity.refused.note({ by, why: `sign-in ${why}`, address })
    try {
      const proven = await prove()
      if (!proven) refuse('wrong')
      return proven ? { id: proven.userId } : null
    } catch (error) {
      if (error instanceof AppError) refuse(error.kind === 'limit' ? 'throttled' : error.reason)
      if (error instanceof AppError && error.kind === 'limit') {
        throw new Error(`throttled:${error.facts.retryAfterSeconds ?? 60}`)
      }
      if (error instanceof AppError && error.reason === 'token-redeemed') throw new Error(error.reason)
      log.error({ error }, 'sign-in failed')
      throw new Error('unavailable')
    }
  }

  return {
    secret,
    session: { strategy: 'jwt' },
    useSecureCookies: publicUrl.startsWith('https:'),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        id: 'password',
        name: 'Password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (given) =>
          authorizeBy('password', async () =>
            given?.email && given.password ? await signInWithPassword(identity, address, given) : undefined,
          ),
      }),
      Credentials({
        id: 'token',
        name: 'Token',
        credentials: { token: { type: 'password' } },
        authorize: (given) =>
          authorizeBy('token', async () =>
            given?.token ? await signInWithToken(identity, address, given) : undefined,
          ),
      }),
      ...(oauth.github ? [githubProvider(oauth.github)] : []),
      ...(oauth.google ? [Google(oauth.google)] : []),
    ],
    callbacks: authCallbacks(identity, address),
    logger: {
      // An ended session is no error, only the way NextAuth lets go of its cookie.
      error: (code, metadata) =>
        code === 'JWT_SESSION_ERROR' ? log.debug({ metadata }, code) : log.error({ metadata }, code),
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: (code, metadata) => log.debug({ metadata }, code),
    },
  }
}

function githubProvider(client: { clientId: string; clientSecret: string }) {
  return Github({
    ...client,
    userinfo: {
      url: 'https://api.github.com/user',
      request: async ({ client: github, tokens }) => {
        const accessToken = tokens.access_token ?? ''
        return await withVerifiedEmail(await github.userinfo(accessToken), accessToken)
      },
    },
  })
}
