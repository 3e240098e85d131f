import { z } from 'zod'
import { SCOPES } from '../../identity/scopes.ts'

export const exchangeSchema = z
  .object({
    scopes: z
      .array(z.enum(SCOPES))
      .min(1)
      .max(SCOPES.length)
      .optional()
      .meta({ description: 'Fewer than the API token has, if you like.', examples: [['read']] }),
  })
  .strict()

export const accessTokenSchema = z
  .object({
    accessToken: z.string().meta({
      description: 'A JWT. Send it as `Authorization: Bearer`, like an API token.',
      examples: ['eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIwMWEzZjJjNCJ9.c2lnbmF0dXJl'],
    }),
    tokenType: z.literal('Bearer'),
    expiresInSeconds: z.number().int().meta({ description: 'At most 900, and never longer than the API token.' }),
    scopes: z.array(z.enum(SCOPES)),
  })
  .meta({ id: 'AccessToken', description: 'A token that ends by itself.' })
