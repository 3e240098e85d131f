import type { ErrorKind, Reason } from '../errors.ts'
import type { Problem } from './problem.ts'

/** In which kinds of refusal each reason occurs. A test compares it with the sources. */
export const REASON_KINDS: Record<Reason, ErrorKind[]> = {
  'daily-quota': ['limit'],
  burst: ['limit'],
  'waiting-cap': ['limit'],
  'daily-cap': ['limit'],
  'accounts-per-address': ['limit'],
  'queue-full': ['capacity'],
  'upstream-paused': ['capacity'],
  'upstream-failed': ['capacity'],
  withdrawn: ['capacity'],
  storage: ['capacity'],
  words: ['invalid'],
  input: ['invalid', 'not-found', 'conflict'],
  moderation: ['invalid'],
  'sign-in': ['unauthenticated', 'forbidden'],
  credentials: ['unauthenticated', 'invalid'],
  scope: ['forbidden'],
  tier: ['forbidden'],
  'not-yours': ['forbidden'],
  origin: ['forbidden'],
  'no-mail': ['forbidden'],
  'no-such-picture': ['not-found'],
  'no-such-offer': ['not-found'],
  'token-unknown': ['not-found'],
  link: ['not-found'],
  'idempotency-key-reused': ['conflict'],
  'too-late': ['conflict'],
  'no-sketch': ['conflict'],
  'email-taken': ['conflict'],
  'token-redeemed': ['conflict'],
  'token-count': ['conflict'],
  'token-of-operator': ['conflict'],
}

/** Where /api/v1 answers with another status than the kind's. */
export const OWN_STATUS: Partial<Record<Problem['reason'], number>> = { 'idempotency-key-reused': 422 }
