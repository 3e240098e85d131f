import { createRoute } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { exchangeToken } from '../../identity/exchange-token.ts'
import { takeBurst } from '../../limits/burst.ts'
import type { Services } from '../../services.ts'
import type { RestApp } from '../app.ts'
import type { RestEnv } from '../context.ts'
import { withBody } from '../read-body.ts'
import { json, refusals } from '../responses.ts'
import { accessTokenSchema, exchangeSchema } from '../schemas/token.ts'
import { sendJson } from '../send-json.ts'

/** A body may be left out here, and its type with it. */
const withOptionalBody: MiddlewareHandler<RestEnv> = async (c, next) => {
  const { 'content-length': length = '0', 'transfer-encoding': chunked } = c.env.incoming.headers
  if (length === '0' && chunked === undefined) return await next()
  return await withBody(c, next)
}

const tokenRoute = createRoute({
  method: 'post',
  path: '/token',
  operationId: 'exchangeToken',
  tags: ['Tokens'],
  summary: 'Exchange an API token for one of fifteen minutes',
  description:
    'For programs that must not hold a lasting secret: keep the API token on your server, send it here, and hand out what comes back. It stands for the same account, with the same limits, and ends early when its API token is revoked or rotated, or the account signs out everywhere.',
  middleware: [withOptionalBody] as const,
  security: [{ token: [] }],
  request: { body: { required: false, content: { 'application/json': { schema: exchangeSchema } } } },
  responses: { 200: json('The access token.', accessTokenSchema), ...refusals(400, 413, 415) },
})

/** POST /token. */
export function addToken(app: RestApp, services: Services) {
  app.openapi(tokenRoute, async (c) => {
    const caller = c.get('caller')
    await takeBurst(services, caller, 'reads', c.get('told'))
    const { scopes } = c.req.valid('json')
    const { scopes: given, ...exchanged } = await exchangeToken(services.identity, caller, { scopes })
    return sendJson(services, c, { ...exchanged, tokenType: 'Bearer' as const, scopes: [...given] }, 200)
  })
}
