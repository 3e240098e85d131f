import { z } from 'zod'
import { wordsSchema } from '../../pictures/words.ts'
import { SIZES } from '../looks.ts'

/** More than any tier may have on its way at once: whose tier allows fewer is told so. */
const MOST = 10
/** Those of OpenAI's own that every client knows to send; they say how, and pictures here have one way. */
const tolerated = z.string().max(64).nullish()

export const generationSchema = z
  .object({
    prompt: wordsSchema.meta({ description: 'What to draw: 1 to 300 characters.', maxLength: 300 }),
    model: z.string().max(100).nullish().meta({
      description:
        'One of `GET /models`; OpenAI’s own names (`dall-e-3`, `gpt-image-1` and the like) mean the one there is.',
    }),
    n: z.number().int().min(1).max(MOST).nullish().meta({
      description:
        'How many pictures: the first as ever, the others fresh variations. All of them are taken in, or none. At most as many as may be on their way at once.',
      default: 1,
    }),
    size: z
      .enum([...SIZES, 'auto'], { error: () => `Pictures are drawn at ${SIZES.join(', ')}.` })
      .nullish()
      .meta({ default: 'auto' }),
    response_format: z
      .enum(['url', 'b64_json'], { error: () => 'Use url or b64_json.' })
      .nullish()
      .meta({
        description: '`url` unless a `gpt-image` model is asked for, whose clients expect `b64_json`.',
      }),
    output_format: tolerated.meta({ description: '`webp`, or else `png`.' }),
    quality: tolerated.meta({ description: 'Accepted, and changes nothing.' }),
    style: tolerated.meta({ description: 'A style of `GET /models`; others are accepted, and change nothing.' }),
    background: tolerated.meta({ description: 'Accepted, and changes nothing.' }),
    user: z.string().max(500).nullish().meta({ description: 'Accepted, and kept nowhere.' }),
  })
  .meta({
    id: 'ImageGenerationRequest',
    examples: [{ prompt: 'a red fox asleep in a rowing boat', response_format: 'url' }],
  })

export const generatedSchema = z
  .object({
    created: z.number().int().meta({ description: 'Seconds of the Unix epoch.' }),
    data: z.array(z.object({ url: z.url().optional(), b64_json: z.string().optional() })),
    size: z.string(),
    output_format: z.enum(['png', 'webp']),
    pictures: z
      .array(
        z.object({
          id: z.string(),
          url: z.url(),
          status: z.enum(['queued', 'drawing', 'ready', 'failed', 'cancelled']),
          position: z.number().int().optional(),
          startsInSeconds: z.number().int().optional(),
          startsInSecondsAtMost: z.number().int().optional(),
        }),
      )
      .meta({ description: 'The same pictures in this API. OpenAI’s clients pass this over.' }),
  })
  .meta({
    id: 'ImageGeneration',
    examples: [
      {
        created: 1772366400,
        data: [{ url: 'https://draw.example/i/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.png' }],
        size: '1024x1024',
        output_format: 'png',
        pictures: [
          {
            id: '01a3f2c4-7d0e-7b11-9f57-3a1f0c6d2b10',
            url: 'https://draw.example/api/v1/pictures/01a3f2c4-7d0e-7b11-9f57-3a1f0c6d2b10',
            status: 'ready',
          },
        ],
      },
    ],
  })

export const modelSchema = z
  .object({
    id: z.string(),
    object: z.literal('model'),
    created: z.number().int(),
    owned_by: z.string(),
    sizes: z.array(z.string()),
    styles: z.array(z.string()),
  })
  .meta({ id: 'Model' })

export const modelsSchema = z.object({ object: z.literal('list'), data: z.array(modelSchema) }).meta({ id: 'Models' })
