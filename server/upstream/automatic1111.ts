import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { createHttpUpstream, type HttpUpstreamConfig } from './http-upstream.ts'
import { bytesOfBase64, jsonOf } from './json-answer.ts'
import { type Upstream, UpstreamError } from './types.ts'
import { wordsFor } from './words-for.ts'

const STEPS = 25
const answerForm = z.object({ images: z.array(z.string()) })

/**
 * AUTOMATIC1111's web UI (`--api`) and its relatives (Forge, SD.Next, ComfyUI bridges). `url` is its root. An `apiKey`
 * with a colon is `--api-auth user:password`, any other one a bearer token. `model` is a checkpoint's name.
 */
export function createAutomatic1111Upstream(config: HttpUpstreamConfig, clock: Clock): Upstream {
  const url = new URL(`${config.url.replace(/\/+$/, '')}/sdapi/v1/txt2img`)
  const headers: Record<string, string> = config.apiKey ? { authorization: authorization(config.apiKey) } : {}
  return createHttpUpstream(
    {
      kind: 'automatic1111',
      model: `${config.model ?? 'default'} ${STEPS} steps at ${url.host}${url.pathname}`,
      ask: (request) => ({
        method: 'POST',
        url,
        headers,
        body: JSON.stringify({
          prompt: wordsFor(request),
          seed: request.seed,
          width: request.width,
          height: request.height,
          steps: STEPS,
          batch_size: 1,
          n_iter: 1,
          send_images: true,
          save_images: false,
          ...(config.model && {
            override_settings: { sd_model_checkpoint: config.model },
            override_settings_restore_afterwards: false,
          }),
        }),
      }),
      find(answer) {
        const picture = jsonOf(answer, answerForm).images[0]
        if (!picture) throw new UpstreamError('bad-response', 'the answer holds no picture')
        return bytesOfBase64(picture)
      },
    },
    config,
    clock,
  )
}

function authorization(apiKey: string) {
  return apiKey.includes(':') ? `Basic ${Buffer.from(apiKey).toString('base64')}` : `Bearer ${apiKey}`
}
