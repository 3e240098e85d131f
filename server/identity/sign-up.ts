import { findUserByEmail } from '../../db/queries/users.ts'
import { AppError } from '../errors.ts'
import type { Caller } from './caller.ts'
import { parseEmail } from './email.ts'
import type { IdentityServices } from './identity-services.ts'
import { openAccount } from './open-account.ts'
import { requireGoodPassword } from './password-rules.ts'
import { takeSignInTry } from './sign-in-throttle.ts'

/**
 * Opens a basic account with a password, and sends a link to prove the email; the page signs in with it next. Sign-up cannot hide whether an email has an
 * account, so its tries are throttled like guesses. Throws AppError `invalid/input` (facts.field), `conflict/email-taken`,
 * `limit/accounts-per-address` and `limit/burst`.
 */
export async function signUp(
  { db, clock, burst, passwords, letters }: Pick<IdentityServices, 'db' | 'clock' | 'burst' | 'passwords' | 'letters'>,
  address: Caller['address'],
  input: { email: string; password: string; locale?: string | undefined },
): Promise<{ userId: string; email: string }> {
  const email = parseEmail(input.email)
  requireGoodPassword(input.password, email)
  await takeSignInTry(burst, address, email)
  if (await findUserByEmail(db.read, email)) {
    throw new AppError('conflict', 'email-taken', 'This email already has an account: sign in.', {
      field: 'email',
      signIn: '/sign-in',
    })
  }
  const passwordHash = await passwords.hash(input.password)
  const { locale = 'en' } = input
  const userId = await db.write(async (tx) => {
    const opened = await openAccount(tx, address, { email, passwordHash, via: 'password' }, clock.now())
    await letters?.post(tx, { kind: 'confirm', email, userId: opened, locale })
    return opened
  })
  letters?.wake()
  return { userId, email }
}
