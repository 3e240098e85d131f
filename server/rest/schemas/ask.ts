import { z } from 'zod'
import { wordsSchema } from '../../pictures/words.ts'
import { SIZES, STYLES } from '../looks.ts'

const named = (values: readonly string[]) => values.join(', ')
const oneOf = (values: readonly [string, ...string[]]) => z.enum(values, { error: () => `One of: ${named(values)}.` })

export const askSchema = z
  .strictObject({
    words: wordsSchema.meta({ description: 'What to draw: 1 to 300 characters.', maxLength: 300 }),
    size: oneOf(SIZES).optional().meta({
      description: 'Width and height in pixels. `GET /models` names those of whoever draws here.',
      default: SIZES[0],
    }),
    style: oneOf(STYLES).optional().meta({
      description: 'How it is drawn. `GET /models` names those of whoever draws here.',
      default: STYLES[0],
    }),
    fresh: z.boolean().optional().meta({
      description: 'A variation of its own, even though these words have a picture. Costs a unit.',
      default: false,
    }),
    visibility: z.enum(['public', 'private']).optional().meta({
      description: 'Private pictures need premium.',
      default: 'public',
    }),
    similar: z.enum(['offer', 'never']).optional().meta({
      description:
        '`offer`: where these words have no picture but others much like them do, answer with that offer and draw nothing.',
      default: 'never',
    }),
    threshold: z.number().min(0).max(1).optional().meta({
      description: 'How close an offer must be, 0 to 1. May ask for more than the service does, never for less.',
    }),
    webhookUrl: z
      .string()
      .min(1)
      .max(2048)
      .optional()
      .meta({
        description:
          'Told once, by a signed POST, when the picture is ready, has failed or was called off; at once where it is there. Needs a token: the signing secret is on the account page.',
        examples: ['https://example.org/hooks/pictures'],
      }),
    similarOffer: z.string().min(1).max(64).optional().meta({
      description: 'Takes the picture that was offered for these words: free, at once.',
    }),
  })
  .meta({
    id: 'PictureRequest',
    examples: [{ words: 'a red fox asleep in a rowing boat' }, { words: 'a lighthouse in a storm', similar: 'offer' }],
  })

export type Ask = z.infer<typeof askSchema>
