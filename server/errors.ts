/**
 * What can go wrong, without transport words. `trpc/` and `rest/` turn a kind into their own codes; a person reads
 * the catalogue's sentence for `reason` with the fields in `facts`, a program reads `detail`.
 */
export type ErrorKind =
  | 'invalid' // the input is wrong, and stays wrong
  | 'unauthenticated' // say who you are first
  | 'forbidden' // known, and not allowed
  | 'not-found'
  | 'conflict' // right input, wrong moment
  | 'limit' // a promise in limits.md is used up: come back later
  | 'capacity' // we, or the upstream, cannot now

export type Reason =
  | 'daily-quota'
  | 'daily-cap'
  | 'burst'
  | 'waiting-cap'
  | 'queue-full'
  | 'upstream-paused'
  | 'upstream-failed'
  | 'storage'
  | 'tier'
  | 'moderation'
  | 'words'
  | 'input'
  | 'sign-in'
  | 'scope'
  | 'credentials'
  | 'email-taken'
  | 'accounts-per-address'
  | 'link'
  | 'no-mail'
  | 'token-unknown'
  | 'token-redeemed'
  | 'token-count'
  | 'token-of-operator'
  | 'idempotency-key-reused'
  | 'not-yours'
  | 'no-such-picture'
  | 'too-late'
  | 'withdrawn'
  | 'no-sketch'
  | 'no-such-offer'
  | 'origin'

/** Machine-readable extras of a refusal: the fields of limits.md's problem+json, in its spelling minus the dashes. */
export type Facts = {
  violatedPolicies?: string[]
  limit?: number
  used?: number
  remaining?: number
  retryAfterSeconds?: number
  signIn?: string
  field?: string
  /** The scope a token lacks. */
  scope?: string
}

export class AppError extends Error {
  readonly kind: ErrorKind
  readonly reason: Reason
  readonly facts: Facts

  /** `cause` is for the log alone: nobody outside is told of it. */
  constructor(kind: ErrorKind, reason: Reason, detail: string, facts: Facts = {}, cause?: unknown) {
    super(detail, { cause })
    this.name = 'AppError'
    this.kind = kind
    this.reason = reason
    this.facts = facts
  }
}
