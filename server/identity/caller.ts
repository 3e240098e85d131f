import type { Tier } from '../limits/tiers.ts'
import type { Scope } from './scopes.ts'

/** Who asks, made once a request. `subject` pays and takes turns; `owner` has the history. */
export type Caller = {
  /** `ip:<hmac of the address prefix>` or `user:<id>`. */
  subject: `ip:${string}` | `user:${string}`
  tier: Tier
  /** `user:<id>`, `visitor:<hash of the cookie>`, or the subject where there is no cookie. */
  owner: string
  userId?: string
  visitorId?: string
  /** How the account was proven: a browser session (a cookie, so same-origin rules apply), an API token, or a JWT made from one. */
  via: 'visitor' | 'session' | 'token' | 'jwt'
  /** The API token that was sent, or that the JWT was made from. */
  tokenId?: string
  /** What this caller may do; narrower than everything only for tokens. `requireScope` asks. */
  scopes: readonly Scope[]
  /** The address's own subjects, for the bounds that hold across accounts and prefixes (limits.md). */
  address: { subject: `ip:${string}`; net56?: `ip:${string}`; net48?: `ip:${string}` }
}
