import { z } from 'zod'
import { AppError } from '../errors.ts'

const emails = z.email().max(254)

/** The one spelling of an email that is stored and compared: NFKC, trimmed, lower case. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}

/** The email in its one spelling. Throws AppError `invalid/input` if it cannot be one. */
export function parseEmail(email: string): string {
  const parsed = emails.safeParse(normaliseEmail(email))
  if (!parsed.success) {
    throw new AppError('invalid', 'input', 'This is not an email address.', { field: 'email' })
  }
  return parsed.data
}
