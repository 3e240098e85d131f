import { publicTiers } from '../../limits/public-tiers.ts'
import { readNumbers } from '../../limits/read-numbers.ts'
import { readLimitsStatus } from '../../limits/read-status.ts'
import { readProcedure, router } from '../init.ts'

export const limitsRouter = router({
  status: readProcedure.query(async ({ ctx }) => {
    const status = await readLimitsStatus(ctx.services, ctx.caller)
    ctx.told.daily = status.daily
    return status
  }),

  /** How the cache did, for anybody to see. */
  numbers: readProcedure.query(({ ctx }) => readNumbers(ctx.services)),

  tiers: readProcedure.query(({ ctx }) => publicTiers(ctx.services.tiers)),
})
