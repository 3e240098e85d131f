import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { cancelPicture } from '../../pictures/cancel-picture.ts'
import { listPictures } from '../../pictures/list-pictures.ts'
import { readPicture } from '../../pictures/read-picture.ts'
import { removePicture } from '../../pictures/remove-picture.ts'
import type { Services } from '../../services.ts'
import { createPings } from '../../trpc/pings.ts'
import type { RestApp } from '../app.ts'
import { mayChange, mayRead, tellLimits } from '../context.ts'
import { DELETE_SAMPLES, EVENT_SAMPLES, GET_SAMPLES, LIST_SAMPLES } from '../docs/samples.ts'
import { EventStream, isLastEvent } from '../event-stream.ts'
import { json, LIMIT_HEADERS, refusals } from '../responses.ts'
import { restPicture } from '../rest-picture.ts'
import { pageSchema, pictureSchema } from '../schemas/picture.ts'
import { sendJson } from '../send-json.ts'

const params = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .meta({ description: 'The picture’s id.', examples: ['01a3f2c4-7d0e-7b11-9f57-3a1f0c6d2b10'] }),
})
const tags = ['Pictures']

const getRoute = createRoute({
  method: 'get',
  path: '/pictures/{id}',
  operationId: 'getPicture',
  tags,
  summary: 'Look at a picture',
  description: 'Your own in any state; anybody’s that is public and ready. Free.',
  'x-codeSamples': GET_SAMPLES,
  request: { params },
  responses: { 200: json('The picture as it is now.', pictureSchema), ...refusals(400, 404) },
})

const listRoute = createRoute({
  method: 'get',
  path: '/pictures',
  operationId: 'listPictures',
  tags,
  summary: 'Your pictures',
  description: 'Newest first, a page at a time. A cursor stays good while pictures come and go. Free.',
  'x-codeSamples': LIST_SAMPLES,
  request: {
    query: z.object({
      cursor: z.string().max(64).optional().meta({ description: '`nextCursor` of the page before.' }),
      limit: z.coerce.number().int().min(1).max(50).default(20).meta({ description: 'How many on a page.' }),
    }),
  },
  responses: { 200: json('A page of them.', pageSchema), ...refusals(400) },
})

const deleteRoute = createRoute({
  method: 'delete',
  path: '/pictures/{id}',
  operationId: 'deletePicture',
  tags,
  summary: 'Call a picture off, or delete it',
  description:
    'One that waits is called off, and its charge returned: it is answered as it is then. A finished one is deleted, with its page; what it cost stays counted. One that is being drawn is neither (409 `too-late`).',
  'x-codeSamples': DELETE_SAMPLES,
  request: { params },
  responses: {
    200: json('It was called off.', pictureSchema),
    204: { description: 'It is deleted.', headers: LIMIT_HEADERS },
    ...refusals(400, 404, 409),
  },
})

const eventsRoute = createRoute({
  method: 'get',
  path: '/pictures/{id}/events',
  operationId: 'watchPicture',
  tags,
  summary: 'Watch a picture',
  description:
    'Server-sent events: the picture as it is, then again whenever it or its place changes. Each message carries the whole picture, so that nothing need be caught up on. The stream ends once the picture is ready, failed or cancelled; an EventSource that comes back after that is told 204, and rests. A stream that breaks off is simply opened again.',
  'x-codeSamples': EVENT_SAMPLES,
  request: { params },
  responses: {
    200: {
      description:
        'Messages with a Picture as JSON in `data`, or `event: problem` with a Problem. Comments keep the connection alive.',
      headers: LIMIT_HEADERS,
      content: {
        'text/event-stream': {
          schema: z.string().meta({
            examples: ['retry: 3000\n\nid: queued-1\ndata: {"id":"01a3f2c4…","status":"queued","position":3}\n\n'],
          }),
        },
      },
    },
    204: { description: 'The last event was read already: there is nothing more to come.' },
    ...refusals(400, 404),
  },
})

const HEARTBEAT = { enabled: true, intervalMs: 15_000 }

/** GET and DELETE /pictures/{id}, GET /pictures, GET /pictures/{id}/events. */
export function addPictureReading(app: RestApp, services: Services) {
  const { publicUrl, watchers } = services
  const pings = createPings(services.clock, HEARTBEAT)

  app.openapi(getRoute, async (c) => {
    const caller = await mayRead(services, c)
    const view = await readPicture(services, caller, c.req.valid('param').id)
    return sendJson(services, c, restPicture(view, publicUrl), 200)
  })

  app.openapi(listRoute, async (c) => {
    const caller = await mayRead(services, c)
    const { items, nextCursor } = await listPictures(services, caller, c.req.valid('query'))
    return sendJson(
      services,
      c,
      { items: items.map((view) => restPicture(view, publicUrl)), ...(nextCursor && { nextCursor }) },
      200,
    )
  })

  app.openapi(deleteRoute, async (c) => {
    const caller = await mayChange(services, c)
    const { id } = c.req.valid('param')
    const { status, mine } = await readPicture(services, caller, id)
    if (status === 'queued' && mine) {
      return sendJson(services, c, restPicture(await cancelPicture(services, caller, id), publicUrl), 200)
    }
    await removePicture(services, caller, id)
    return c.body(null, 204)
  })

  app.openapi(eventsRoute, async (c) => {
    const caller = await mayRead(services, c)
    const { id } = c.req.valid('param')
    const view = await readPicture(services, caller, id)
    const { incoming, outgoing } = c.env
    if (isLastEvent(incoming.headers['last-event-id'], view)) return c.body(null, 204)
    if (incoming.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
    tellLimits(services, c)
    EventStream.open(outgoing, {
      pings,
      write: (picture) => JSON.stringify(restPicture(picture, publicUrl)),
      watch: (watching) => watchers.watch(caller, id, watching),
    })
    return RESPONSE_ALREADY_SENT
  })
}
