import { ADDRESS_BOUNDS, COSTS, type Tier, type TierLimits, type Tiers } from './tiers.ts'

/** A tier as anybody may read it. A day is a UTC day, a minute any 60 seconds. */
type PublicTier = {
  tier: Tier
  picturesPerDay: number
  waitingAtOnce: number
  askedPerMinute: number
  readsPerMinute: number
  /** Turns in the queue, for each turn of a tier with weight 1. */
  laneWeight: number
  privatePictures: boolean
}

export type TierTable = { tiers: PublicTier[]; costs: typeof COSTS; bounds: typeof ADDRESS_BOUNDS }

/** The table of tiers.ts for people: the page about limits shows these numbers and no others. */
export function publicTiers(tiers: Tiers): TierTable {
  const rows = Object.entries(tiers) as [Tier, TierLimits][]
  const table = rows.map(([tier, limits]) => ({
    tier,
    picturesPerDay: limits.daily.limit,
    waitingAtOnce: limits.waitingAtOnce,
    askedPerMinute: perMinute(limits.burst),
    readsPerMinute: perMinute(limits.reads),
    laneWeight: limits.lane.weight,
    privatePictures: limits.privatePictures,
  }))
  return { tiers: table, costs: COSTS, bounds: ADDRESS_BOUNDS }
}

const perMinute = ({ limit, windowSeconds }: { limit: number; windowSeconds: number }) =>
  Math.floor((limit * 60) / windowSeconds)
