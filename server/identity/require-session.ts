import { AppError } from '../errors.ts'
import type { Caller } from './caller.ts'

/**
 * The id of the account signed in with a browser session. Throws AppError `unauthenticated/sign-in` for a visitor, and
 * `forbidden/sign-in` for an API token: a token draws pictures, it does not change the account it draws for.
 */
export function requireSession(caller: Caller): string {
  if (caller.via === 'session' && caller.userId) return caller.userId
  const kind = caller.via === 'token' || caller.via === 'jwt' ? 'forbidden' : 'unauthenticated'
  throw new AppError(kind, 'sign-in', 'Sign in first, in a browser.', { signIn: '/sign-in' })
}
