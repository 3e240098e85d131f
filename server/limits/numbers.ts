import type { CacheOutcome } from '../../db/tables.ts'

export type OutcomeNumbers = Record<CacheOutcome, number>

/** What the house tells everybody of itself: how often a picture was there already, and what that saved. Nobody's words or names. */
export type PublicNumbers = {
  /** The beginning of the first day that was counted; now, if nothing was yet. */
  since: Date
  /** Requests by how they met the cache; `similar-offered` are offers, not requests. Days are UTC; seven with today. */
  outcomes: { today: OutcomeNumbers; lastSevenDays: OutcomeNumbers; ever: OutcomeNumbers }
  /** Of the requests ever made, the share that needed no drawing of its own, 0 to 1; without fresh variations. Null: none yet. */
  hitRatio: number | null
  /** Drawings that were not needed, ever. */
  callsSaved: number
  /** Pictures kept for everybody, and their bytes; `maxBytes` null: as many as there are. */
  cache: { pictures: number; bytes: number; maxBytes: number | null }
}
