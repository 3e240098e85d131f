import type { Session } from '../../../db/database.ts'
import { countOffers } from '../../../db/queries/similar.ts'
import { SIMILAR_ENOUGH } from '../../words/similar-enough.ts'

/** Offers of one tenth of closeness. Who neither took nor passed one over typed on, or left. */
export type OffersJudged = {
  from: number
  shown: number
  taken: number
  passed: number
  takenShare: number | undefined
}

/** How people chose among offers made at the house's threshold, by how close they were; of the last thirty days. */
export async function judgeOffers(session: Session): Promise<OffersJudged[]> {
  const rows = await countOffers(session, Math.round(SIMILAR_ENOUGH * 1000))
  return rows.map(({ tenth, shown, taken, passed }) => ({
    from: tenth / 10,
    shown,
    taken,
    passed,
    takenShare: taken + passed > 0 ? taken / (taken + passed) : undefined,
  }))
}
