import { z } from 'zod'
import { readDaily } from '../../limits/quota.ts'
import { cancelPicture } from '../../pictures/cancel-picture.ts'
import { findSimilar } from '../../pictures/find-similar.ts'
import { keepSketch } from '../../pictures/keep-sketch.ts'
import { listPictures } from '../../pictures/list-pictures.ts'
import { listLooks } from '../../pictures/look.ts'
import { previewPicture } from '../../pictures/preview-picture.ts'
import { readPicture } from '../../pictures/read-picture.ts'
import { removePicture } from '../../pictures/remove-picture.ts'
import { requestPicture } from '../../pictures/request-picture.ts'
import { takeSimilar } from '../../pictures/take-similar.ts'
import { wordsSchema } from '../../pictures/words.ts'
import { askProcedure, readProcedure, router } from '../init.ts'
import { WatchSubscription } from '../watch-subscription.ts'

const idempotencyKeySchema = z.string().min(8, 'Use at least 8 characters.').max(100, 'Use at most 100 characters.')
const looks = { size: z.string().max(20).optional(), style: z.string().max(40).optional() }
const byId = z.object({ id: z.string().max(64) })

export const picturesRouter = router({
  /** What pictures can look like here. */
  looks: readProcedure.query(({ ctx }) => listLooks(ctx.services.upstream)),

  preview: readProcedure
    .input(z.object({ words: wordsSchema, ...looks }))
    .query(({ ctx, input }) => previewPicture(ctx.services, ctx.caller, input.words, input)),

  /** A cached picture of words much like these, where there is none of them; `threshold` may only raise the house's. */
  similar: readProcedure
    .input(z.object({ words: wordsSchema, threshold: z.number().min(0).max(1).optional(), ...looks }))
    .query(({ ctx, input }) => findSimilar(ctx.services, ctx.caller, input)),

  takeSimilar: askProcedure
    .input(
      z.object({ offerId: z.string().max(64), words: wordsSchema, idempotencyKey: idempotencyKeySchema, ...looks }),
    )
    .mutation(({ ctx, input }) => takeSimilar(ctx.services, ctx.caller, input, ctx.receipt)),

  request: askProcedure
    .input(
      z.object({
        words: wordsSchema,
        idempotencyKey: idempotencyKeySchema,
        fresh: z.boolean().optional(),
        visibility: z.enum(['public', 'private']).optional(),
        ...looks,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      try {
        return await requestPicture(ctx.services, ctx.caller, input, ctx.receipt)
      } finally {
        // What is left is told with a refusal as well.
        const { db, clock } = ctx.services
        ctx.told.daily = await readDaily(db.read, ctx.services, ctx.caller, clock.now())
      }
    }),

  get: readProcedure.input(byId).query(({ ctx, input }) => readPicture(ctx.services, ctx.caller, input.id)),

  watch: readProcedure
    .input(byId)
    .subscription(({ ctx, input, signal }) => new WatchSubscription(ctx, input.id, signal)),

  cancel: readProcedure.input(byId).mutation(({ ctx, input }) => cancelPicture(ctx.services, ctx.caller, input.id)),

  keepSketch: readProcedure.input(byId).mutation(({ ctx, input }) => keepSketch(ctx.services, ctx.caller, input.id)),

  remove: readProcedure.input(byId).mutation(({ ctx, input }) => removePicture(ctx.services, ctx.caller, input.id)),

  list: readProcedure
    .input(z.object({ cursor: z.string().max(64).optional(), limit: z.number().int().min(1).max(50).default(20) }))
    .query(({ ctx, input }) => listPictures(ctx.services, ctx.caller, input)),
})
