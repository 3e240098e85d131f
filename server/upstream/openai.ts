import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { createHttpUpstream, type HttpUpstreamConfig } from './http-upstream.ts'
import { bytesOfBase64, jsonOf } from './json-answer.ts'
import { type Upstream, UpstreamError } from './types.ts'
import { wordsFor } from './words-for.ts'

const answerForm = z.object({
  data: z.array(
    z.object({
      b64_json: z.string().nullish(),
      url: z.string().nullish(),
      respect_moderation: z.boolean().nullish(),
    }),
  ),
})

/** OpenAI's images API and everything that speaks it. `url` ends before `/images/generations`: https://host/v1. */
export function createOpenAiUpstream(config: HttpUpstreamConfig, clock: Clock): Upstream {
  const url = new URL(`${config.url.replace(/\/+$/, '')}/images/generations`)
  const headers: Record<string, string> = config.apiKey ? { authorization: `Bearer ${config.apiKey}` } : {}
  return createHttpUpstream(
    {
      kind: 'openai',
      model: `${config.model ?? 'default'} at ${url.host}${url.pathname}`,
      ask: (request) => ({
        method: 'POST',
        url,
        headers,
        body: JSON.stringify({
          model: config.model,
          prompt: wordsFor(request),
          n: 1,
          size: `${request.width}x${request.height}`,
          // Only DALL·E takes it; gpt-image and others refuse the call for it, so either form of answer is read.
          response_format: config.model?.startsWith('dall-e') ? 'b64_json' : undefined,
        }),
      }),
      find(answer) {
        const picture = jsonOf(answer, answerForm).data[0]
        if (picture?.respect_moderation === false)
          throw new UpstreamError('refused', 'moderation held the picture back')
        if (picture?.b64_json) return bytesOfBase64(picture.b64_json)
        if (picture?.url && URL.canParse(picture.url)) return new URL(picture.url)
        throw new UpstreamError('bad-response', 'the answer holds no picture')
      },
    },
    config,
    clock,
  )
}
