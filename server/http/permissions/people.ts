import type { Scope } from '../../identity/scopes.ts'

/** Everybody who may stand at a door. Programs and the ended tokens are the premium account's. */
export const PEOPLE = {
  'visitor A': { kind: 'visitor' },
  'visitor B': { kind: 'visitor' },
  /** A session of an account that the operator has disabled is nobody's. */
  'disabled account': { kind: 'visitor' },
  basic: { kind: 'stranger' },
  admin: { kind: 'stranger' },
  'revoked token': { kind: 'ended' },
  'expired token': { kind: 'ended' },
  'token of a disabled account': { kind: 'ended' },
  'read-only token': { kind: 'program', scopes: ['read'] },
  'draw-only token': { kind: 'program', scopes: ['draw'] },
  token: { kind: 'program', scopes: ['draw', 'read'] },
  'read-only access token': { kind: 'program', scopes: ['read'] },
  'access token': { kind: 'program', scopes: ['draw', 'read'] },
  /** Last, because some of what it does ends the others. */
  premium: { kind: 'owner' },
} as const satisfies Record<string, { kind: 'visitor' | 'stranger' | 'ended' | 'program' | 'owner'; scopes?: Scope[] }>

export type Who = keyof typeof PEOPLE

/** `ok`, or the reason of the refusal. */
export type Outcome = string

/** One thing that can be asked of a door, and what comes of it for whom. */
export type Case = {
  /** The procedure, or method and path, as the door itself lists it. */
  endpoint: string
  what?: string
  /** Which scope a token needs for it. */
  scope: Scope | undefined
  /** Whose picture or token it is about: `premium`'s (and its programs') unless said. */
  of?: 'premium' | 'visitor A'
  expected: { visitor: Outcome; stranger: Outcome; program: Outcome; owner: Outcome }
  /** Who fares otherwise than the rest of their kind. */
  but?: Partial<Record<Who, Outcome>>
}

/** What must come of it: ended tokens get nowhere, tokens not beyond their scope; then it depends on whose it is. */
export function outcomeFor({ scope, of = 'premium', expected, but }: Case, who: Who): Outcome {
  const person: { kind: string; scopes?: readonly Scope[] } = PEOPLE[who]
  if (person.kind === 'ended') return 'credentials'
  if (scope && person.scopes && !person.scopes.includes(scope)) return 'scope'
  if (but?.[who]) return but[who]
  if (who === of) return expected.owner
  if (person.kind === 'visitor') return expected.visitor
  if (person.kind === 'stranger' || of !== 'premium') return expected.stranger
  return person.kind === 'owner' ? expected.owner : expected.program
}

/** Whether somebody may see what is the premium account's own. */
export const belongsToPremium = (who: Who) => PEOPLE[who].kind === 'program' || PEOPLE[who].kind === 'owner'
