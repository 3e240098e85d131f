import { hash, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { readCookie } from './read-cookie.ts'

const NAME = 'drawbridge_visitor'
const RANDOM_BYTES = 20
const YEAR_SECONDS = 365 * 86_400
/** 20 bytes in base64url. Anything else was not made here, and says nothing. */
const SHAPE = /^[\w-]{27}$/

/** The cookie that remembers which pictures are a visitor's own: 160 random bits that say nothing else. Never a quota identity. */
export function newVisitorCookie({ secure }: { secure: boolean }): { value: string; header: string } {
  const value = randomBytes(RANDOM_BYTES).toString('base64url')
  const attributes = `Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return { value, header: `${NAME}=${value}; ${attributes}` }
}

/** The id a visitor's pictures are filed under: 32 hex digits of the SHA-256 of the cookie, which itself is kept nowhere. */
export function readVisitorId({ cookie }: Pick<IncomingHttpHeaders, 'cookie'>): string | undefined {
  const value = readCookie(cookie, NAME)
  return value !== undefined && SHAPE.test(value) ? hash('sha256', value).slice(0, 32) : undefined
}
