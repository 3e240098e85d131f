import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { changePassword } from '../../identity/change-password.ts'
import { redeemToken } from '../../identity/redeem-token.ts'
import { signOutEverywhere } from '../../identity/sign-out-everywhere.ts'
import { signUp } from '../../identity/sign-up.ts'
import { readProcedure, router } from '../init.ts'

/** The verbs check the rules; this only keeps absurd input away from them. */
const short = z.string().max(500, 'Use at most 500 characters.')

export const accountRouter = router({
  me: readProcedure.query(async ({ ctx: { caller, services } }) => {
    const account = caller.userId ? await services.identity.accountOf(caller.userId) : undefined
    if (!account) return { signedIn: false as const }
    const { email, name, tier, premiumUntil, hasPassword } = account
    return { signedIn: true as const, email, name, tier, premiumUntil: premiumUntil ?? null, hasPassword }
  }),

  signUp: readProcedure
    .input(z.object({ email: short, password: short }))
    .mutation(async ({ ctx: { caller, services }, input }) => {
      const { userId } = await signUp(services.identity, caller.address, input)
      return { userId }
    }),

  changePassword: readProcedure
    .input(z.object({ current: short, next: short }))
    .mutation(async ({ ctx: { caller, services }, input }) => {
      return await changePassword(services.identity, caller, input)
    }),

  signOutEverywhere: readProcedure.mutation(async ({ ctx: { caller, services } }) => {
    await signOutEverywhere(services.identity, caller)
    return {}
  }),

  redeemToken: readProcedure
    .input(z.object({ token: short }))
    .mutation(async ({ ctx: { caller, services }, input }) => {
      const { premiumUntil, alreadyYours } = await redeemToken(services.identity, caller, input)
      if (premiumUntil === undefined)
        throw new AppError('conflict', 'token-redeemed', 'The time of this token is over.')
      return { premiumUntil, alreadyYours }
    }),

  signInOptions: readProcedure.query(({ ctx: { services } }) => {
    const { github, google } = services.config.oauth
    return { github: github !== undefined, google: google !== undefined }
  }),
})
