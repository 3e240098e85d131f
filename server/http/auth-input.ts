import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.ts'

const CALLBACK_COOKIE = /^(__Secure-|__Host-)?next-auth\.callback-url=/

/**
 * Keeps from NextAuth what it would answer with 500: paths that cannot be read, and return addresses that are none. A
 * cookie with such an address is taken away, or nobody who has it could sign in again. Throws AppError `invalid/input`.
 */
export function requireAuthInput(req: IncomingMessage, pathname: string) {
  requireReadablePath(pathname)
  const { url = '', headers } = req
  const mark = url.indexOf('?')
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark))
  const addresses = query.getAll('callbackUrl')
  if (addresses.some((address) => address !== '' && !isAddress(address))) {
    throw new AppError('invalid', 'input', 'callbackUrl is not an address.', { field: 'callbackUrl' })
  }
  // It goes into the Location of an answer, where nothing else may be.
  if (query.getAll('error').some((error) => !/^[ -~]*$/.test(error))) {
    throw new AppError('invalid', 'input', 'error is not a name of one.', { field: 'error' })
  }
  if (headers.cookie?.includes('next-auth.callback-url=')) {
    const kept = headers.cookie.split(/; */).filter((cookie) => !CALLBACK_COOKIE.test(cookie) || holdsAddress(cookie))
    headers.cookie = kept.join('; ')
  }
}

/** Steps up or in place, which clients take before they ask; Next takes those that are percent-encoded, and loses itself. */
const STEPS = /(^|[\\/])\.\.?([\\/]|$)/

/** Throws AppError `invalid/input` for a path with percent signs that cannot be read or with steps: Next answers 500. */
export function requireReadablePath(pathname: string) {
  if (!isReadable(pathname) || STEPS.test(decodeURIComponent(pathname)))
    throw new AppError('invalid', 'input', 'The path is malformed.', { field: 'path' })
}

function holdsAddress(cookie: string) {
  const value = cookie.slice(cookie.indexOf('=') + 1)
  return isReadable(value) && isAddress(decodeURIComponent(value))
}

/** As NextAuth sees it: of our own pages, or of the web. */
const isAddress = (text: string) =>
  URL.canParse(text, text.startsWith('/') ? 'http://localhost' : undefined) &&
  /^https?:/.test(new URL(text, 'http://localhost').protocol)

function isReadable(text: string) {
  try {
    return decodeURIComponent(text) !== undefined
  } catch {
    return false
  }
}
