import { AppError } from '../errors.ts'

/** Why a token was not accepted: one word for the log. */
export type RefusedWhy =
  | 'malformed'
  | 'unknown'
  | 'revoked'
  | 'expired'
  | 'not-yet'
  | 'algorithm'
  | 'forged'
  | 'foreign'
  | 'session-ended'
  | 'disabled'

/** AppError `unauthenticated/credentials`, whose detail says what to do and never repeats what was sent. */
export const refuseCredential = (why: RefusedWhy, detail: string) =>
  new AppError('unauthenticated', 'credentials', detail, {}, why)
