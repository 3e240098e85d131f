/** Why a sign-in did not succeed; each is a sentence of the catalogue's `signInRefusal`. */
export type SignInRefusal =
  | {
      why: 'credentials' | 'token-redeemed' | 'unavailable' | 'offline' | 'linked' | 'denied' | 'addresses' | 'provider'
    }
  | { why: 'session' }
  | { why: 'throttled'; retryAfterSeconds: number }

const LONGEST_WAIT_SECONDS = 86_400

/** What NextAuth calls a refusal, in `?error=` and in its answers (server/identity/auth-options.ts), as ours. */
const NAMES: Record<string, Exclude<SignInRefusal['why'], 'throttled'>> = {
  CredentialsSignin: 'credentials',
  'token-redeemed': 'token-redeemed',
  unavailable: 'unavailable',
  OAuthAccountNotLinked: 'linked',
  AccessDenied: 'denied',
  'accounts-per-address': 'addresses',
  OAuthSignin: 'provider',
  OAuthCallback: 'provider',
  OAuthCreateAccount: 'provider',
  Callback: 'provider',
  SessionRequired: 'session',
}

/** The refusal behind an error's name. A name nobody knows is `unavailable`: something broke on our side. */
export function readSignInError(name: string): SignInRefusal {
  const seconds = /^throttled:(\d{1,9})$/.exec(name)?.[1]
  if (seconds !== undefined) {
    return { why: 'throttled', retryAfterSeconds: Math.min(Number(seconds), LONGEST_WAIT_SECONDS) }
  }
  return { why: Object.hasOwn(NAMES, name) ? (NAMES[name] ?? 'unavailable') : 'unavailable' }
}
