import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Services } from '../../services.ts'
import type { RestApp } from '../app.ts'
import { mayRead } from '../context.ts'
import { MODEL_SAMPLES } from '../docs/samples.ts'
import { describeModel, requireModel } from '../models.ts'
import { json, openAiRefusals } from '../responses.ts'
import { modelSchema, modelsSchema } from '../schemas/images.ts'
import { sendJson } from '../send-json.ts'

const tags = ['OpenAI-compatible']

const listRoute = createRoute({
  method: 'get',
  path: '/models',
  operationId: 'listModels',
  tags,
  summary: 'Who draws',
  description: 'The one model there is, with the sizes and styles it draws. Free.',
  'x-codeSamples': MODEL_SAMPLES,
  responses: { 200: json('The models.', modelsSchema), ...openAiRefusals() },
})

const getRoute = createRoute({
  method: 'get',
  path: '/models/{id}',
  operationId: 'getModel',
  tags,
  summary: 'One model',
  request: {
    params: z.object({
      id: z
        .string()
        .max(100)
        .meta({ description: 'Its id.', examples: ['renderer-1'] }),
    }),
  },
  responses: { 200: json('The model.', modelSchema), ...openAiRefusals(404) },
})

/** GET /models and GET /models/{id}. */
export function addModels(app: RestApp, services: Services) {
  app.openapi(listRoute, async (c) => {
    await mayRead(services, c)
    return sendJson(services, c, { object: 'list' as const, data: [describeModel(services)] }, 200)
  })

  app.openapi(getRoute, async (c) => {
    await mayRead(services, c)
    requireModel(services, c.req.valid('param').id)
    return sendJson(services, c, describeModel(services), 200)
  })
}
