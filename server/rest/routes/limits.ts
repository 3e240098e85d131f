import { createRoute } from '@hono/zod-openapi'
import { requireScope } from '../../identity/require-scope.ts'
import { takeBurst } from '../../limits/burst.ts'
import { readLimitsStatus } from '../../limits/read-status.ts'
import { readQueue } from '../../pictures/read-queue.ts'
import type { Services } from '../../services.ts'
import type { RestApp } from '../app.ts'
import type { RestContext } from '../context.ts'
import { LIMIT_SAMPLES, QUEUE_SAMPLES } from '../docs/samples.ts'
import { DAY_HEADERS, json, refusals } from '../responses.ts'
import { limitsSchema, queueSchema } from '../schemas/limits.ts'
import { sendJson } from '../send-json.ts'

const tags = ['Limits']

const limitsRoute = createRoute({
  method: 'get',
  path: '/limits',
  operationId: 'getLimits',
  tags,
  summary: 'What you have left',
  description: 'Free, and counted nowhere: ask as often as you need to.',
  'x-codeSamples': LIMIT_SAMPLES,
  responses: { 200: json('Your limits.', limitsSchema, DAY_HEADERS), ...refusals() },
})

const queueRoute = createRoute({
  method: 'get',
  path: '/queue',
  operationId: 'getQueue',
  tags,
  summary: 'How long the queue is',
  description: 'And the place a picture of yours would have now. Free, and counted nowhere.',
  'x-codeSamples': QUEUE_SAMPLES,
  responses: { 200: json('The queue.', queueSchema), ...refusals() },
})

/** GET /limits and GET /queue. */
export function addLimits(app: RestApp, services: Services) {
  /** Looks at the caller's limits without taking from them. */
  const mayLook = async (c: RestContext) => {
    const caller = c.get('caller')
    requireScope(caller, 'read')
    for (const what of ['burst', 'reads'] as const) await takeBurst(services, caller, what, c.get('told'), 0)
    return caller
  }

  app.openapi(limitsRoute, async (c) => {
    const status = await readLimitsStatus(services, await mayLook(c))
    c.get('told').daily = status.daily
    return sendJson(services, c, status, 200)
  })

  app.openapi(queueRoute, async (c) => sendJson(services, c, await readQueue(services, await mayLook(c)), 200))
}
