import type { Cast } from '../ensemble.ts'
import type { Random } from '../random.ts'
import type { Plan } from '../words/parse.ts'
import { arrangeGroup } from './group.ts'
import { leading } from './leading.ts'
import type { Arrangement, StageSet } from './placement.ts'
import { arrangeProcession } from './procession.ts'
import { arrangeSingleHero } from './single-hero.ts'

/** Every composition by its name. */
export const arrangements = {
  single: arrangeSingleHero,
  group: arrangeGroup,
  procession: arrangeProcession,
} as const satisfies Record<string, (set: StageSet) => Arrangement>

export type CompositionName = keyof typeof arrangements

/** The composition for a cast; where several fit, the seed decides. */
export function chooseComposition(_plan: Plan, cast: Cast, _floats: boolean, random: Random): CompositionName {
  const { figures } = leading(cast)
  if (figures.length <= 1) return 'single'
  if (cast.together === 'in-a-row') return 'procession'
  return random.chance(0.7) ? 'group' : 'procession'
}
