import type { Caller } from './caller.ts'

/** What a token may be for: `draw` asks for pictures and changes one's own, `read` looks. */
export const SCOPES = ['draw', 'read'] as const
export type Scope = (typeof SCOPES)[number]

/** Of whoever comes without a token: a visitor, and an account in a browser. */
export const ALL_SCOPES: Caller['scopes'] = [...SCOPES]
