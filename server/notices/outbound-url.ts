import { isIP } from 'node:net'
import { AppError } from '../errors.ts'
import { isPublicAddress } from './public-address.ts'

const LONGEST = 2048

/**
 * An address that somebody asks us to call, as it will be called. Throws AppError `invalid/input` naming `field` unless it is http or
 * https, without a password, and not an address of our own network, except for hosts the operator allows. What a name
 * stands for is checked at each call (outbound.ts): it may change.
 */
export function parseOutboundUrl(text: string, allowedHosts: ReadonlySet<string>, field: string): string {
  const wrong = (why: string) => new AppError('invalid', 'input', why, { field })
  if (text.length > LONGEST || !URL.canParse(text)) {
    throw wrong(`Give a whole address of at most ${LONGEST} characters, like https://example.org/hooks.`)
  }
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw wrong('Only https:// and http:// addresses are called.')
  if (url.username || url.password) throw wrong('Leave the name and password out of the address.')
  if (!mayCall(url, allowedHosts)) throw wrong('This address is not on the public internet, so it is not called.')
  url.hash = ''
  return url.href
}

/** Whether the host as written may be called; that of a name is decided by what it stands for. */
export function mayCall({ hostname }: URL, allowedHosts: ReadonlySet<string>): boolean {
  if (allowedHosts.has(hostname)) return true
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare)) return isPublicAddress(bare)
  return !/(^|\.)localhost\.?$/.test(hostname)
}
