import { z } from 'zod'

const seconds = z.number().int().min(0)

export const imageSchema = z
  .object({
    webp: z.url().meta({ description: 'The picture as WebP. Never changes: keep it as long as you like.' }),
    png: z.url().meta({ description: 'The same picture as PNG.' }),
    width: z.number().int().meta({ description: 'Pixels.' }),
    height: z.number().int().meta({ description: 'Pixels.' }),
  })
  .meta({ id: 'Image', description: 'Where a picture’s bytes are. Readable by anybody who knows the address.' })

export const IMAGE_EXAMPLE = {
  webp: 'https://draw.example/i/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.webp',
  png: 'https://draw.example/i/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.png',
  width: 1024,
  height: 1024,
}

/** A picture as programs read it: PictureView with absolute addresses. */
export const pictureSchema = z
  .object({
    id: z.string(),
    url: z.url().meta({ description: 'This picture in this API; what `Location` says as well.' }),
    page: z.url().meta({ description: 'Its page for people. Others see it once it is ready, if it is public.' }),
    words: z.string().meta({ description: 'As they were understood: single spaces, Unicode NFKC.' }),
    status: z.enum(['queued', 'drawing', 'ready', 'failed', 'cancelled']),
    outcome: z.enum(['exact', 'joined', 'similar-offered', 'similar-taken', 'miss', 'forced']).meta({
      description:
        'How the request met the cache: `exact` was there already, `joined` shares a drawing somebody else pays for, `similar-taken` took an offer, `miss` and `forced` (a fresh variation) were drawn for you.',
    }),
    drawnFor: z.string().optional().meta({
      description: 'When a similar picture was taken: the words it was drawn for. Say so when you show it.',
    }),
    position: z.number().int().min(1).optional().meta({ description: 'While queued: 1 is next.' }),
    startsInSeconds: seconds.optional().meta({
      description: 'While queued: seconds until its drawing starts, if nobody else comes.',
    }),
    startsInSecondsAtMost: seconds.optional().meta({
      description: 'The same if others who go first keep coming as they did lately. Absent when it is much the same.',
    }),
    pausedSeconds: seconds.optional().meta({
      description: 'While queued and whoever draws is resting: seconds until it is tried again.',
    }),
    image: imageSchema.optional().meta({ description: 'When ready. Absent once its bytes are no longer kept.' }),
    sketch: imageSchema.optional().meta({
      description: 'While it waits, or after it failed: a quick sketch of the words. It is not the picture; label it.',
    }),
    sketched: z.literal(true).optional().meta({
      description: 'When ready: the image is such a sketch, kept because the picture could not be had. Label it.',
    }),
    width: z.number().int().meta({ description: 'Pixels it has or will have.' }),
    height: z.number().int(),
    style: z.string().meta({ description: 'The style it has or will have.' }),
    error: z
      .object({
        reason: z.string().meta({ description: 'One of the reasons listed under `Problem`.' }),
        refunded: z.boolean().meta({ description: 'Whether its charge went back to the day it was taken from.' }),
      })
      .optional()
      .meta({ description: 'When failed or cancelled by others.' }),
    charged: z.number().int().min(0).meta({ description: 'Units it cost you, after refunds.' }),
    visibility: z.enum(['public', 'private']),
    mine: z.boolean().meta({ description: 'Whether you may call it off or delete it.' }),
    cancellable: z.boolean().meta({ description: 'Whether calling it off still returns the charge.' }),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: 'Picture',
    description: 'One request for a picture, and what became of it.',
    examples: [
      {
        id: '01a3f2c4-7d0e-7b11-9f57-3a1f0c6d2b10',
        url: 'https://draw.example/api/v1/pictures/01a3f2c4-7d0e-7b11-9f57-3a1f0c6d2b10',
        page: 'https://draw.example/p/01a3f2c4-7d0e-7b11-9f57-3a1f0c6d2b10',
        words: 'a red fox asleep in a rowing boat',
        status: 'ready',
        outcome: 'miss',
        image: IMAGE_EXAMPLE,
        width: 1024,
        height: 1024,
        style: 'illustration',
        charged: 1,
        visibility: 'public',
        mine: true,
        cancellable: false,
        createdAt: '2026-03-01T12:00:00.000Z',
      },
    ],
  })

export type RestPicture = z.infer<typeof pictureSchema>
export type RestImage = z.infer<typeof imageSchema>

export const offerSchema = z
  .object({
    id: z.string().meta({ description: 'Send it back as `similarOffer`, with the same words, to take the picture.' }),
    words: z.string().meta({ description: 'What it was drawn for.' }),
    closeness: z.number().min(0).max(1),
    differences: z.array(
      z.object({
        kind: z.string().meta({ description: 'missing, extra, count, negation, attribute, relation or roles.' }),
        asked: z.string(),
        cached: z.string(),
      }),
    ),
    image: imageSchema,
  })
  .meta({ id: 'SimilarOffer', description: 'Somebody’s public picture of words much like yours. Taking it is free.' })

export const similarSchema = z
  .object({ similar: z.array(offerSchema).min(1) })
  .meta({ id: 'SimilarOffers', description: 'Nothing was asked for and nothing was charged: take it, or ask again.' })

export const pageSchema = z
  .object({
    items: z.array(pictureSchema),
    nextCursor: z
      .string()
      .optional()
      .meta({ description: 'Send it as `cursor` for the next page. Absent on the last.' }),
  })
  .meta({ id: 'PicturePage' })
