import { hash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const PREFIX = 'drawbridge_'
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_LENGTH = 30
const CHECK_LENGTH = 6
const SHAPE = new RegExp(`^${PREFIX}([0-9A-Za-z]{${RANDOM_LENGTH}})([0-9A-Za-z]{${CHECK_LENGTH}})$`)

/** Whether somebody meant this as an API token of ours: wrong ones are refused then, not ignored. */
export const looksLikeToken = (text: string) => text.slice(0, PREFIX.length).toLowerCase() === PREFIX

/** A new API token with what is kept of it: the token itself is told once, and kept nowhere. */
export function mintToken(): { token: string; hash: string; last4: string } {
  const token = newToken()
  return { token, hash: hash('sha256', token), last4: token.slice(-4) }
}

/** A new API token: `drawbridge_`, 30 random base62 digits (178 bits), and the check digits of those 30. */
export function newToken(): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => DIGITS.charAt(randomInt(DIGITS.length))).join('')
  return PREFIX + random + checkDigits(random)
}

/**
 * What a token is known by: SHA-256 of all of it, hex. Undefined if its check digits are wrong, which a mistyped or made-up
 * token's nearly always are, so that those never reach the database.
 */
export function tokenHash(token: string): string | undefined {
  const [, random, check] = SHAPE.exec(token) ?? []
  if (random === undefined || check !== checkDigits(random)) return undefined
  return hash('sha256', token)
}

/** CRC-32 (as in zip and PNG) of the 30 random digits, in base62, padded with 0 to 6 digits. */
function checkDigits(random: string): string {
  let rest = crc32(random)
  let digits = ''
  for (let i = 0; i < CHECK_LENGTH; i++) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits
    rest = Math.floor(rest / DIGITS.length)
  }
  return digits
}
