import type { BurstPolicy } from './types.ts'

export const TIERS = ['free', 'premium'] as const
export type Tier = (typeof TIERS)[number]
export type Lane = Tier

export type TierLimits = {
  /** New pictures a UTC day, in units; the policy's name is what headers and refusals call it. */
  daily: { policy: string; limit: number }
  waitingAtOnce: number
  burst: BurstPolicy
  reads: BurstPolicy
  lane: { name: Lane; weight: number }
  aiMemes: boolean
  privatePictures: boolean
}

export type Tiers = Record<Tier, TierLimits>

const MINUTE = 60

/** The one table of limits.md: enforcement, headers, pages, badge and tests read it; nothing else states a limit. */
export function createTiers(set: { freePerDay: number; premiumPerDay: number }): Tiers {
  return {
    free: {
      daily: { policy: 'free-day', limit: set.freePerDay },
      waitingAtOnce: 2,
      burst: { name: 'free-burst', limit: 20, windowSeconds: MINUTE },
      reads: { name: 'free-reads', limit: 240, windowSeconds: MINUTE },
      lane: { name: 'free', weight: 1 },
      aiMemes: false,
      privatePictures: false,
    },
    premium: {
      daily: { policy: 'premium-day', limit: set.premiumPerDay },
      waitingAtOnce: 10,
      burst: { name: 'premium-burst', limit: 120, windowSeconds: MINUTE },
      reads: { name: 'premium-reads', limit: 600, windowSeconds: MINUTE },
      lane: { name: 'premium', weight: 4 },
      aiMemes: true,
      privatePictures: true,
    },
  }
}

/** What each kind of request costs, in daily units. */
export const COSTS = { picture: 1, aiMeme: 2, meme: 0, cacheHit: 0, joined: 0 } as const

/** Bounds on many callers behind one address (limits.md): multiples of a visitor's daily allowance. */
export const ADDRESS_BOUNDS = { freeAccounts: 4, net56: 4, net48: 16, accountsOpenedPerDay: 3 } as const

/** tRPC calls in one HTTP batch, each charged on its own. */
export const MAX_BATCH = 10

/** The tier that waits in a lane: the lane on a row tells at which tier it was asked for. */
export function tierOfLane(tiers: Tiers, lane: string): Tier {
  return TIERS.find((tier) => tiers[tier].lane.name === lane) ?? 'free'
}
