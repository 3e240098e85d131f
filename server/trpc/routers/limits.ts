import { limitsGuide } from '../../limits/guide.ts'
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

  /** Names, headers, examples and reasons, for the page that explains them. */
  guide: readProcedure.query(({ ctx }) => limitsGuide(ctx.services)),

  tiers: readProcedure.query(({ ctx }) => publicTiers(ctx.services.tiers)),
})
