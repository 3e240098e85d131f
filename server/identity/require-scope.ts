import { AppError } from '../errors.ts'
import type { Caller } from './caller.ts'
import type { Scope } from './scopes.ts'

const FOR: Record<Scope, string> = { draw: 'asks for pictures or changes them', read: 'reads' }

/** Throws AppError `forbidden/scope`, naming the scope that the caller's token lacks. Visitors and sessions have all. */
export function requireScope(caller: Pick<Caller, 'scopes'>, scope: Scope): void {
  if (caller.scopes.includes(scope)) return
  const has = caller.scopes.length === 0 ? 'none' : caller.scopes.map((each) => `"${each}"`).join(' and ')
  throw new AppError(
    'forbidden',
    'scope',
    `This ${FOR[scope]}, which needs a token with the scope "${scope}"; the one sent has ${has}. Make one on the account page.`,
    { scope },
  )
}
