import { problemOf } from '../problem'

/** What can be wrong with one field; each is a sentence of the catalogue's `formFault`. */
export type Fault =
  | 'email-empty'
  | 'email-shape'
  | 'email-taken'
  | 'email-same'
  | 'email-other'
  | 'word-other'
  | 'password-empty'
  | 'password-again'
  | 'password-short'
  | 'password-long'
  | 'password-email'
  | 'password-weak'
  | 'current-wrong'
  | 'name-empty'
  | 'name-long'
  | 'name-odd'
  | 'scopes-none'
  | 'token-empty'
  | 'token-shape'
  | 'token-unknown'
  | 'token-redeemed'

export type Faults<F extends string> = Partial<Record<F, Fault>>

/** As the service has them (server/identity/password-rules.ts), which decides; here they only spare a round trip. */
export const SHORTEST_PASSWORD = 10
const LONGEST_PASSWORD = 200
const LONGEST_NAME = 60

export function emailFault(email: string): Fault | undefined {
  if (email.trim() === '') return 'email-empty'
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? undefined : 'email-shape'
}

export function newPasswordFault(password: string, email: string | null): Fault | undefined {
  const plain = password.normalize('NFKC')
  const { length } = [...plain]
  if (length === 0) return 'password-empty'
  if (length < SHORTEST_PASSWORD) return 'password-short'
  if (length > LONGEST_PASSWORD) return 'password-long'
  return plain.trim().toLowerCase() === email?.trim().toLowerCase() ? 'password-email' : undefined
}

/** An account's name, which may be empty, as server/identity/rename-account.ts has it. */
export function ownNameFault(name: string): Fault | undefined {
  return name.trim() === '' ? undefined : nameFault(name)
}

/** A token's name, as server/identity/token-name.ts has it. */
export function nameFault(name: string): Fault | undefined {
  const plain = name.normalize('NFKC').trim()
  if (plain === '') return 'name-empty'
  if ([...plain].length > LONGEST_NAME) return 'name-long'
  return /\p{C}/u.test(plain) ? 'name-odd' : undefined
}

/** A token is told apart from anything else that may be pasted by its beginning and its length. */
export function tokenFault(token: string): Fault | undefined {
  if (token.trim() === '') return 'token-empty'
  return /^drawbridge_[0-9A-Za-z]{36}$/.test(token.trim()) ? undefined : 'token-shape'
}

/** What the service found wrong, at the field it belongs to; undefined when the refusal is about no field. */
export function refusedField(
  error: unknown,
): { field: 'email' | 'password' | 'current' | 'token' | 'name' | 'typed'; fault: Fault } | undefined {
  const problem = problemOf(error)
  switch (problem?.reason) {
    case 'email-taken':
      return { field: 'email', fault: 'email-taken' }
    case 'credentials':
      return { field: 'current', fault: 'current-wrong' }
    case 'token-unknown':
    case 'token-redeemed':
      return { field: 'token', fault: problem.reason }
    case 'input':
      if (problem.field === 'email') return { field: 'email', fault: 'email-shape' }
      if (problem.field === 'password' || problem.field === 'next') return { field: 'password', fault: 'password-weak' }
      if (problem.field === 'typed') return { field: 'typed', fault: 'word-other' }
      if (problem.field === 'name') return { field: 'name', fault: 'name-odd' }
      if (problem.field === 'token') return { field: 'token', fault: 'token-unknown' }
      return undefined
    default:
      return undefined
  }
}

/** Only the faults there are. */
export function onlyFaults<F extends string>(found: Record<F, Fault | undefined>): Faults<F> {
  const faults: Faults<F> = {}
  for (const field in found) if (found[field]) faults[field] = found[field]
  return faults
}
