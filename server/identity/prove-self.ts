import type { User } from '../../db/tables.ts'
import { AppError } from '../errors.ts'
import type { Caller } from './caller.ts'
import type { IdentityServices } from './identity-services.ts'
import { takeSignInTry } from './sign-in-throttle.ts'

/**
 * For what a borrowed browser must not do: the password of the signed-in account once more. Throws AppError
 * `invalid/credentials` (facts.field current) when it is wrong or there is none, `limit/burst` after too many.
 */
export async function proveSelf(
  { burst, passwords, refused }: Pick<IdentityServices, 'burst' | 'passwords' | 'refused'>,
  { address }: Pick<Caller, 'address'>,
  user: Pick<User, 'id' | 'passwordHash'>,
  password: string,
): Promise<void> {
  await takeSignInTry(burst, address, user.id)
  if (await passwords.verify(user.passwordHash, password)) return
  refused.note({ by: 'password', why: 'change wrong', address })
  throw new AppError('invalid', 'credentials', 'The current password is not right.', { field: 'current' })
}
