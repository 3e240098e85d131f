import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { askConfirmation } from '../../identity/ask-confirmation.ts'
import { changePassword } from '../../identity/change-password.ts'
import { confirmEmail } from '../../identity/confirm-email.ts'
import { deleteAccount } from '../../identity/delete-account.ts'
import { describeAccount } from '../../identity/describe-account.ts'
import { redeemToken } from '../../identity/redeem-token.ts'
import { renameAccount } from '../../identity/rename-account.ts'
import { requestReset } from '../../identity/request-reset.ts'
import { resetPassword } from '../../identity/reset-password.ts'
import { signOutEverywhere } from '../../identity/sign-out-everywhere.ts'
import { signUp } from '../../identity/sign-up.ts'
import { readProcedure, router } from '../init.ts'

/** The verbs check the rules; this only keeps absurd input away from them. */
const short = z.string().max(500, 'Use at most 500 characters.')
/** The language of the page, for what is mailed. */
const locale = z
  .string()
  .regex(/^[a-z]{2}$/, 'A language is two letters.')
  .default('en')

export const accountRouter = router({
  me: readProcedure.query(async ({ ctx: { caller, services } }) => {
    const account = caller.userId ? await services.identity.accountOf(caller.userId) : undefined
    if (!account) return { signedIn: false as const }
    const { email, emailConfirmed, name, tier, premiumUntil, hasPassword } = account
    const who = { email, emailConfirmed, name, tier, premiumUntil: premiumUntil ?? null, hasPassword }
    return { signedIn: true as const, ...who, sendsMail: services.identity.letters !== undefined }
  }),

  signUp: readProcedure
    .input(z.object({ email: short, password: short, locale }))
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
    const sendsMail = services.identity.letters !== undefined
    return { github: github !== undefined, google: google !== undefined, sendsMail }
  }),

  describe: readProcedure.query(({ ctx: { caller, services } }) => describeAccount(services.identity, caller)),

  rename: readProcedure
    .input(z.object({ name: short }))
    .mutation(({ ctx: { caller, services }, input }) => renameAccount(services.identity, caller, input)),

  /** Sends the link that proves the account's own address. */
  sendConfirmation: readProcedure
    .input(z.object({ locale }))
    .mutation(({ ctx: { caller, services }, input }) => askConfirmation(services.identity, caller, input)),

  /** Sends the link that makes another address the account's. */
  changeEmail: readProcedure
    .input(z.object({ email: short, password: short, locale }))
    .mutation(async ({ ctx: { caller, services }, input: { locale, ...change } }) => {
      return await askConfirmation(services.identity, caller, { locale, change })
    }),

  confirmEmail: readProcedure
    .input(z.object({ secret: short, locale }))
    .mutation(({ ctx: { caller, services }, input }) => confirmEmail(services.identity, caller.address, input)),

  requestReset: readProcedure
    .input(z.object({ email: short, locale }))
    .mutation(async ({ ctx: { caller, services }, input }) => {
      await requestReset(services.identity, caller.address, input)
      return {}
    }),

  resetPassword: readProcedure
    .input(z.object({ secret: short, password: short }))
    .mutation(({ ctx: { caller, services }, input }) => resetPassword(services.identity, caller.address, input)),

  delete: readProcedure
    .input(z.object({ password: short.optional(), typed: short.optional() }))
    .mutation(async ({ ctx: { caller, services }, input }) => {
      await deleteAccount({ ...services, ...services.identity }, caller, input)
      return {}
    }),
})
