import { looksLikeJwt } from './access-tokens.ts'
import { looksLikeToken } from './token-format.ts'

export type Bearer = { kind: 'token' | 'jwt'; text: string }

/**
 * The credential of ours in an Authorization header. Other keys are no business of ours: a client library may insist on
 * one where a visitor needs none. API tokens are told first, by their prefix.
 */
export function readBearer(authorization: string | undefined): Bearer | undefined {
  if (!authorization) return undefined
  const [scheme, text] = authorization.trim().split(/\s+/, 2)
  if (scheme?.toLowerCase() !== 'bearer' || !text) return undefined
  if (looksLikeToken(text)) return { kind: 'token', text }
  return looksLikeJwt(text) ? { kind: 'jwt', text } : undefined
}
