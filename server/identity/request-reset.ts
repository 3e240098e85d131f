import { AppError } from '../errors.ts'
import type { BurstPolicy } from '../limits/types.ts'
import type { Caller } from './caller.ts'
import { parseEmail } from './email.ts'
import type { IdentityServices } from './identity-services.ts'
import { takeByAddress, takeByName } from './take-tries.ts'

/** Links to one mailbox, whoever asks for them: nobody's is filled. */
const MAILBOX: BurstPolicy = { name: 'reset-mailbox', limit: 4, windowSeconds: 3600 }
const ADDRESS: BurstPolicy = { name: 'reset-address', limit: 12, windowSeconds: 3600 }

/**
 * Sends a link for a new password to the account of an email, if there is one. Whether there is one is looked up when the
 * letter is sent: answer and time taken are the same. Throws AppError `invalid/input`, `limit/burst`, `forbidden/no-mail`.
 */
export async function requestReset(
  { db, burst, letters, refused }: Pick<IdentityServices, 'db' | 'burst' | 'letters' | 'refused'>,
  address: Caller['address'],
  input: { email: string; locale: string },
): Promise<void> {
  const box = requireLetters(letters)
  const email = parseEmail(input.email)
  try {
    await takeByAddress(burst, ADDRESS, address)
    await takeByName(burst, MAILBOX, email)
  } catch (error) {
    refused.note({ by: 'email', why: 'reset throttled', address })
    throw error
  }
  await db.write((tx) => box.post(tx, { kind: 'reset', email, locale: input.locale }))
  box.wake()
}

/** The letter box. Throws AppError `forbidden/no-mail` where the service sends no mail. */
export function requireLetters(letters: IdentityServices['letters']) {
  if (letters) return letters
  throw new AppError('forbidden', 'no-mail', 'This service sends no mail: ask its operator for a link.')
}
