import { createRoute } from '@hono/zod-openapi'
import { AppError } from '../../errors.ts'
import type { Caller } from '../../identity/caller.ts'
import { askOnce } from '../../pictures/ask-once.ts'
import type { LookWish } from '../../pictures/look.ts'
import { requestPictures } from '../../pictures/request-picture.ts'
import type { Services } from '../../services.ts'
import type { RestApp } from '../app.ts'
import { asking } from '../context.ts'
import { GENERATION_SAMPLES } from '../docs/samples.ts'
import { generated, requireSomeDrawn } from '../generated.ts'
import { requireModel, wantsBytes } from '../models.ts'
import { readPreference } from '../prefer.ts'
import { withBody } from '../read-body.ts'
import { IDEMPOTENCY_KEY, PREFER, readIdempotencyKey } from '../request-headers.ts'
import { DAY_HEADERS, json, LOCATION, openAiRefusals } from '../responses.ts'
import { pictureUrl } from '../rest-picture.ts'
import { generatedSchema, generationSchema } from '../schemas/images.ts'
import { sendJson } from '../send-json.ts'
import { untilFinished } from '../until-finished.ts'

const generateRoute = createRoute({
  method: 'post',
  path: '/images/generations',
  operationId: 'createImage',
  tags: ['OpenAI-compatible'],
  summary: 'Draw, as OpenAI’s clients ask for it',
  description:
    'For OpenAI’s own client libraries and whatever is built on them. The connection is held until the pictures are there, two minutes unless `Prefer: wait=SECONDS` (at most 600) says otherwise; then it is answered with 202, an empty `data` and a `Location`, and the pictures keep their places. Asking for the same words again waits on, free. A client that leaves loses nothing either. Words this API refuses, or whoever draws, are 400.',
  'x-codeSamples': GENERATION_SAMPLES,
  middleware: [withBody] as const,
  parameters: [IDEMPOTENCY_KEY, PREFER],
  request: {
    body: { required: true, content: { 'application/json': { schema: generationSchema } } },
  },
  responses: {
    200: json('The pictures.', generatedSchema, DAY_HEADERS),
    202: json('Taken in, and not there yet: `Location` is the first of them.', generatedSchema, {
      ...DAY_HEADERS,
      ...LOCATION,
    }),
    ...openAiRefusals(400, 404, 413, 415, 422, 503),
  },
})

/** POST /images/generations. */
export function addImages(app: RestApp, services: Services) {
  app.openapi(generateRoute, async (c) => {
    const body = c.req.valid('json')
    const { headers: given } = c.env.incoming
    const key = readIdempotencyKey(given)
    const count = body.n ?? 1
    if (body.model) requireModel(services, body.model)
    requireRoomFor(services, c.get('caller'), count)
    const asked = await asking(services, c, count, (caller, receipt) =>
      askOnce(services, caller, { key, body }, async (pictureKey) => {
        const asked = { words: body.prompt, ...lookOf(services, body) }
        const requests = Array.from({ length: count }, (_, i) =>
          i === 0
            ? { ...asked, idempotencyKey: pictureKey }
            : { ...asked, idempotencyKey: `${pictureKey} ${i}`, fresh: true },
        )
        return { pictures: await requestPictures(services, caller, requests, receipt) }
      }),
    )
    const { waitSeconds, applied } = readPreference(given.prefer)
    const res = c.env.outgoing
    const pictures = await untilFinished(services, c.get('caller'), asked.pictures, { waitSeconds, res })
    requireSomeDrawn(pictures)
    const asBytes = body.response_format ? body.response_format === 'b64_json' : wantsBytes(body.model)
    const format = body.output_format === 'webp' ? 'webp' : 'png'
    const answer = await generated(services, pictures, { asBytes, format })
    const headers = { ...(applied && { 'Preference-Applied': applied }) }
    const [first] = pictures
    const underway = pictures.some(({ status }) => status === 'queued' || status === 'drawing')
    if (!underway || !first) return sendJson(services, c, answer, 200, headers)
    return sendJson(services, c, answer, 202, { ...headers, Location: pictureUrl(services.publicUrl, first.id) })
  })
}

/** OpenAI's own styles that nobody here knows change nothing; a size nobody draws is refused by the verb. */
function lookOf(
  { upstream }: Services,
  { size, style }: { size?: string | null | undefined; style?: string | null | undefined },
): LookWish {
  const known = style && upstream.looks?.styles.includes(style)
  return { ...(size && size !== 'auto' && { size }), ...(known && { style }) }
}

/** More at once than may ever wait at once could never be taken in. */
function requireRoomFor({ tiers }: Services, { tier }: Caller, count: number) {
  const most = tiers[tier].waitingAtOnce
  if (count <= most) return
  throw new AppError('invalid', 'input', `n: ask for at most ${most} at once.`, { field: 'n', limit: most })
}
