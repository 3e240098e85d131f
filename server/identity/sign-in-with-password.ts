import { findUserByEmail } from '../../db/queries/users.ts'
import type { Caller } from './caller.ts'
import { normaliseEmail } from './email.ts'
import type { IdentityServices } from './identity-services.ts'
import { takeSignInTry } from './sign-in-throttle.ts'

/**
 * The account an email and password prove, or undefined. Wrong password, unknown email, account without a password and
 * disabled account get the same answer for the same work: one hash. Throws AppError `limit/burst`.
 */
export async function signInWithPassword(
  { db, burst, passwords }: Pick<IdentityServices, 'db' | 'burst' | 'passwords'>,
  address: Caller['address'],
  input: { email: string; password: string },
): Promise<{ userId: string } | undefined> {
  const email = normaliseEmail(input.email)
  await takeSignInTry(burst, address, email)
  const user = await findUserByEmail(db.read, email)
  const proven = await passwords.verify(user?.passwordHash, input.password)
  return proven && user && !user.disabledAt ? { userId: user.id } : undefined
}
