import { z } from 'zod'
import { REASONS } from '../reasons.ts'

const reasons = Object.entries(REASONS).map(([reason, meaning]) => `- \`${reason}\`: ${meaning}`)

export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'A registered problem type, or about:blank.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().meta({ description: 'For people, in English.' }),
    reason: z.string().meta({ description: `For programs, one of these reasons:\n${reasons.join('\n')}` }),
    charged: z.literal(false).meta({ description: 'A refused request never costs anything.' }),
    'violated-policies': z.array(z.string()).optional().meta({
      description: 'Names of the limits that refused, as in RateLimit-Policy.',
    }),
    limit: z.number().optional(),
    used: z.number().optional(),
    remaining: z.number().optional(),
    retryAfterSeconds: z.number().int().optional().meta({
      description: 'The same as Retry-After: sleep so long, and the same request succeeds as far as this limit goes.',
    }),
    signIn: z.string().optional().meta({ description: 'Where a person can sign in for more.' }),
    field: z.string().optional().meta({ description: 'What in the request is wrong.' }),
  })
  .meta({
    id: 'Problem',
    description: 'A refusal (RFC 9457).',
    examples: [
      {
        type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
        title: "Today's pictures are used up",
        status: 429,
        detail: "Today's free pictures are used up: 5 of 5. New ones at 00:00 UTC.",
        reason: 'daily-quota',
        charged: false,
        'violated-policies': ['free-day'],
        limit: 5,
        used: 5,
        remaining: 0,
        retryAfterSeconds: 25200,
        signIn: '/sign-in',
      },
    ],
  })

export const openAiErrorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      code: z.string(),
      param: z.string().nullable(),
      reason: z.string().meta({ description: 'As in `Problem`.' }),
      retryAfterSeconds: z.number().int().optional(),
    }),
  })
  .meta({
    id: 'OpenAIError',
    description: 'A refusal as OpenAI’s clients read it.',
    examples: [
      {
        error: {
          message: '20 in 60 s is the most; try again in 7 s. Nothing was charged.',
          type: 'rate_limit_error',
          code: 'rate_limit_exceeded',
          param: null,
          reason: 'burst',
          retryAfterSeconds: 7,
        },
      },
    ],
  })
