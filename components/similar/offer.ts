import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** A similar picture as it is offered over the wire. */
export type Offer = NonNullable<inferRouterOutputs<AppRouter>['pictures']['similar']['offer']>

/** From here on it is called nearly the same, and very close; below, close. */
const NEARLY_SAME = 0.95
const VERY_CLOSE = 0.85

/** The key of the sentence that says how close it is. */
export function degreeOf({ closeness }: Pick<Offer, 'closeness'>): 'nearlySame' | 'veryClose' | 'close' {
  if (closeness >= NEARLY_SAME) return 'nearlySame'
  return closeness >= VERY_CLOSE ? 'veryClose' : 'close'
}
