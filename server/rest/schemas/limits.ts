import { z } from 'zod'

const policy = z.object({ policy: z.string(), limit: z.number().int(), windowSeconds: z.number().int() })

export const limitsSchema = z
  .object({
    tier: z.enum(['free', 'premium']),
    known: z.enum(['address', 'account']).meta({ description: 'How you are counted.' }),
    daily: z.object({
      policy: z.string(),
      limit: z.number().int(),
      used: z.number().int(),
      remaining: z
        .number()
        .int()
        .meta({ description: 'What the tightest bound leaves; may be less than limit − used.' }),
      resetsInSeconds: z.number().int().meta({ description: 'Seconds until 00:00 UTC.' }),
    }),
    waiting: z.object({
      limit: z.number().int().meta({ description: 'How many of your pictures may be on their way at once.' }),
      now: z.number().int(),
    }),
    burst: policy.meta({ description: 'How many pictures may be asked for in a window.' }),
    costs: z.object({ picture: z.number().int(), cacheHit: z.number().int() }),
  })
  .meta({ id: 'Limits', description: 'What you may do, and what is left of it.' })

export const queueSchema = z
  .object({
    length: z.number().int().meta({ description: 'Pictures that wait for their turn.' }),
    drawing: z.number().int().meta({ description: 'Pictures being drawn now.' }),
    slots: z.object({ limit: z.number().int(), free: z.number().int(), windowSeconds: z.number() }).optional().meta({
      description: 'Calls the image service allows in any window, and how many could go now. Absent: no limit.',
    }),
    pausedSeconds: z
      .number()
      .int()
      .optional()
      .meta({ description: 'Seconds until a resting image service is tried again.' }),
    yours: z
      .object({
        position: z.number().int(),
        startsInSeconds: z.number().int(),
        startsInSecondsAtMost: z.number().int().optional(),
      })
      .meta({ description: 'The place a picture of yours would have if you asked now.' }),
  })
  .meta({ id: 'Queue' })
