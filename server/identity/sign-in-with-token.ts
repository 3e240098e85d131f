import { AppError } from '../errors.ts'
import type { Caller } from './caller.ts'
import type { IdentityServices } from './identity-services.ts'
import { takeSignInTry } from './sign-in-throttle.ts'
import { tokenHash } from './token-format.ts'
import { findUnredeemedGrant } from './token-grant.ts'

/**
 * The service account of an operator's token, or undefined for a token that is wrong, over, or made by an account for its
 * programs: whoever gets hold of such a key must not get the account. Throws AppError `conflict/token-redeemed` for a
 * token that a person has redeemed (sign in as that person), and `limit/burst`.
 */
export async function signInWithToken(
  { db, burst, tokens, accountOf }: Pick<IdentityServices, 'db' | 'burst' | 'tokens' | 'accountOf'>,
  address: Caller['address'],
  input: { token: string },
): Promise<{ userId: string } | undefined> {
  const text = input.token.trim()
  await takeSignInTry(burst, address, tokenHash(text) ?? 'no token')
  const token = await tokens.verify(text).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'unauthenticated') return undefined
    throw error
  })
  if (!token) return undefined
  if (token.redeemedAt) {
    throw new AppError('conflict', 'token-redeemed', 'An account has redeemed this token: sign in to that account.')
  }
  const account = await accountOf(token.userId)
  if (!account || account.disabled || !(await findUnredeemedGrant(db.read, token))) return undefined
  return { userId: account.userId }
}
