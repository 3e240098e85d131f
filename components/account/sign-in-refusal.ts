/** Why a sign-in did not succeed; all but `throttled` are a sentence of the catalogue's `signInRefusal` as they are. */
export type SignInRefusal =
  | { why: 'throttled'; retryAfterSeconds: number }
  | {
      why:
        | 'credentials'
        | 'token-redeemed'
        | 'unavailable'
        | 'offline'
        | 'linked'
        | 'denied'
        | 'addresses'
        | 'provider'
        | 'session'
        | 'ended'
    }

const LONGEST_WAIT_SECONDS = 86_400

/** What NextAuth calls a refusal, in `?error=` and in its answers (server/identity/auth-options.ts), as ours. */
const NAMES = new Map<string, Exclude<SignInRefusal['why'], 'throttled'>>([
  ['CredentialsSignin', 'credentials'],
  ['token-redeemed', 'token-redeemed'],
  ['OAuthAccountNotLinked', 'linked'],
  ['AccessDenied', 'denied'],
  ['accounts-per-address', 'addresses'],
  ['OAuthSignin', 'provider'],
  ['OAuthCallback', 'provider'],
  ['OAuthCreateAccount', 'provider'],
  ['Callback', 'provider'],
  ['SessionRequired', 'session'],
  ['password-changed', 'ended'],
])

/** The refusal behind an error's name. A name nobody knows is `unavailable`: something broke on our side. */
export function readSignInError(name: string): SignInRefusal {
  const seconds = /^throttled:(\d{1,9})$/.exec(name)?.[1]
  if (seconds !== undefined) {
    return { why: 'throttled', retryAfterSeconds: Math.min(Number(seconds), LONGEST_WAIT_SECONDS) }
  }
  return { why: NAMES.get(name) ?? 'unavailable' }
}
