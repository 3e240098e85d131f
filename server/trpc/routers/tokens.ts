import { z } from 'zod'
import { createOwnToken } from '../../identity/create-own-token.ts'
import { listOwnTokens } from '../../identity/list-own-tokens.ts'
import { revokeOwnToken } from '../../identity/revoke-own-token.ts'
import { rotateToken } from '../../identity/rotate-token.ts'
import { SCOPES } from '../../identity/scopes.ts'
import { readProcedure, router } from '../init.ts'

const LONGEST_DAYS = 3650
const byId = z.object({ id: z.string().max(64) })

/** The account's own API tokens: for its owner in a browser, never for a token. */
export const tokensRouter = router({
  list: readProcedure.query(({ ctx: { services, caller } }) => listOwnTokens(services.identity, caller)),

  create: readProcedure
    .input(
      z.object({
        name: z.string().max(500, 'Use at most 60 characters.'),
        scopes: z.array(z.enum(SCOPES)).max(SCOPES.length),
        days: z.number().int().min(1).max(LONGEST_DAYS).nullable(),
      }),
    )
    .mutation(({ ctx: { services, caller }, input }) => createOwnToken(services.identity, caller, input)),

  rotate: readProcedure
    .input(byId)
    .mutation(({ ctx: { services, caller }, input }) => rotateToken(services.identity, caller, input)),

  revoke: readProcedure
    .input(byId)
    .mutation(({ ctx: { services, caller }, input }) => revokeOwnToken(services.identity, caller, input)),
})
