import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { AppError } from '../errors.ts'
import { isSameOrigin } from '../http/same-origin.ts'
import type { Caller } from '../identity/caller.ts'
import { takeBurst } from '../limits/burst.ts'
import type { Services } from '../services.ts'
import { type RestContext, type RestEnv, tellLimits } from './context.ts'

const EXPOSED = [
  ...['RateLimit', 'RateLimit-Policy', 'Retry-After', 'Location', 'ETag', 'Preference-Applied', 'WWW-Authenticate'],
  ...['Limit', 'Remaining', 'Used', 'Reset', 'Resource'].map((name) => `X-RateLimit-${name}`),
].join(', ')
const PREFLIGHT_SECONDS = '7200'

/** What every request meets first: who asks, and whether they may from there; and what every answer tells. */
export function createReception(services: Services): MiddlewareHandler<RestEnv> {
  const { identity, publicUrl } = services

  /** Answers that learnt nothing of limits look at them: everybody is always told. */
  async function tell(c: RestContext, caller: Caller) {
    const told = c.get('told')
    if (told.minutes.length === 0) await takeBurst(services, caller, 'reads', told, 0)
    tellLimits(services, c)
  }

  return async (c, next) => {
    const { incoming, outgoing } = c.env
    const { method } = c.req
    // Anybody's page may read what its visitor without a cookie, or its own token, may read: never with credentials.
    outgoing.setHeader('Access-Control-Allow-Origin', '*')
    if (method === 'OPTIONS') return preflight(incoming, outgoing)
    outgoing.setHeader('Access-Control-Expose-Headers', EXPOSED)
    outgoing.setHeader('Cache-Control', 'no-store')

    c.set('told', { minutes: [] })
    const socketAddress = incoming.socket.remoteAddress
    const caller = await identity.identify({ headers: incoming.headers, ...(socketAddress && { socketAddress }) })
    c.set('caller', caller)
    try {
      if (method !== 'GET' && method !== 'HEAD') requireOwnPages(incoming, caller, publicUrl)
      await next()
    } finally {
      if (!outgoing.headersSent) await tell(c, caller)
    }
    return undefined
  }
}

/** A cookie is sent along by browsers for whoever asks; a token is not, and then no cookie is looked at. */
function requireOwnPages({ headers }: IncomingMessage, { via }: Caller, publicUrl: string) {
  if (headers.cookie === undefined || via === 'token' || via === 'jwt' || isSameOrigin(headers, publicUrl)) return
  throw new AppError('forbidden', 'origin', 'Requests with a cookie are accepted from our own pages only.')
}

/** Free, and asks nobody who they are. */
function preflight({ headers }: IncomingMessage, res: ServerResponse) {
  res.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, DELETE')
  const wanted = headers['access-control-request-headers']
  if (wanted !== undefined) res.setHeader('Access-Control-Allow-Headers', wanted)
  res.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS)
  res.setHeader('Vary', 'Access-Control-Request-Headers')
  return new Response(null, { status: 204 })
}
