import { createRoute } from '@hono/zod-openapi'
import type { Caller } from '../../identity/caller.ts'
import type { BurstReceipt } from '../../limits/burst.ts'
import { askOnce } from '../../pictures/ask-once.ts'
import { findSimilar, type SimilarOffer } from '../../pictures/find-similar.ts'
import { requestPicture } from '../../pictures/request-picture.ts'
import { takeSimilar } from '../../pictures/take-similar.ts'
import type { PictureView } from '../../pictures/view.ts'
import type { Services } from '../../services.ts'
import type { RestApp } from '../app.ts'
import { asking } from '../context.ts'
import { ASK_SAMPLES } from '../docs/samples.ts'
import { withBody } from '../read-body.ts'
import { IDEMPOTENCY_KEY, readIdempotencyKey } from '../request-headers.ts'
import { DAY_HEADERS, json, LOCATION, refusals } from '../responses.ts'
import { pictureUrl, restOffer, restPicture } from '../rest-picture.ts'
import { type Ask, askSchema } from '../schemas/ask.ts'
import { pictureSchema, similarSchema } from '../schemas/picture.ts'
import { sendJson } from '../send-json.ts'

const askRoute = createRoute({
  method: 'post',
  path: '/pictures',
  operationId: 'askForPicture',
  tags: ['Pictures'],
  summary: 'Ask for a picture',
  description:
    'Words that have a picture are answered with it at once, free. Words being drawn for somebody are joined, free. Else the picture is charged (one unit) and takes its place in the queue; watch it at `events`, or look again at `Location`.',
  'x-codeSamples': ASK_SAMPLES,
  middleware: [withBody] as const,
  parameters: [IDEMPOTENCY_KEY],
  request: {
    body: { required: true, content: { 'application/json': { schema: askSchema } } },
  },
  responses: {
    200: json(
      'The picture is there; or, asked with `similar: "offer"`, one much like it is offered.',
      pictureSchema.or(similarSchema),
      {
        ...DAY_HEADERS,
        ...LOCATION,
      },
    ),
    202: json('Taken in: `position` and `startsInSeconds` tell when.', pictureSchema, { ...DAY_HEADERS, ...LOCATION }),
    ...refusals(400, 404, 413, 415, 422, 503),
  },
})

/** POST /pictures. */
export function addPictureAsking(app: RestApp, services: Services) {
  app.openapi(askRoute, async (c) => {
    const body = c.req.valid('json')
    const key = readIdempotencyKey(c.env.incoming.headers)
    const answer = await asking(services, c, 1, (caller, receipt) =>
      askOnce(services, caller, { key, body }, (pictureKey) => ask(services, caller, body, pictureKey, receipt)),
    )
    const { publicUrl } = services
    const [view] = answer.pictures
    if (!view) {
      const { similar: offers = [] } = answer
      return sendJson(services, c, { similar: offers.map((offer) => restOffer(offer, publicUrl)) }, 200)
    }
    const underway = view.status === 'queued' || view.status === 'drawing'
    const headers = { Location: pictureUrl(publicUrl, view.id) }
    return sendJson(services, c, restPicture(view, publicUrl), underway ? 202 : 200, headers)
  })
}

/** Takes an offer, makes one, or asks for the picture: whichever the body says. An offer is answered with no picture. */
async function ask(
  services: Services,
  caller: Caller,
  { words, size, style, similar, threshold, similarOffer, fresh, visibility, webhookUrl: url }: Ask,
  idempotencyKey: string,
  receipt: BurstReceipt,
): Promise<{ pictures: PictureView[]; similar?: SimilarOffer[] }> {
  const webhookUrl = url === undefined ? undefined : services.webhooks.accept(caller.userId, url)
  if (similarOffer !== undefined) {
    const taken = await takeSimilar(
      services,
      caller,
      { offerId: similarOffer, words, size, style, idempotencyKey },
      receipt,
    )
    if (webhookUrl) await services.webhooks.tell(caller, taken, webhookUrl)
    return { pictures: [taken] }
  }
  if (similar === 'offer' && !fresh && visibility !== 'private') {
    const { offer } = await findSimilar(services, caller, { words, size, style, threshold })
    if (offer) return { pictures: [], similar: [offer] }
  }
  const request = { words, size, style, idempotencyKey, fresh, visibility, webhookUrl }
  const picture = await requestPicture(services, caller, request, receipt)
  if (webhookUrl) services.courier.wake()
  return { pictures: [picture] }
}
