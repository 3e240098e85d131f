import type { Database } from '../../db/database.ts'
import type { Keeping } from '../cache/keeping/keeping.ts'
import type { Outcomes } from '../cache/keeping/outcomes.ts'
import type { SimilarPictures } from '../cache/similar/similar-pictures.ts'
import type { Clock } from '../clock.ts'
import type { Events } from '../events/types.ts'
import type { QuotaRules } from '../limits/quota.ts'
import type { Dispatcher } from '../queue/dispatcher.ts'
import type { Storage } from '../storage/types.ts'
import type { Upstream } from '../upstream/types.ts'
import type { Sketcher } from './sketch-picture.ts'

/** What the verbs of this room work with; the composition root's Services has all of it. */
export type PictureServices = {
  db: Database
  clock: Clock
  tiers: QuotaRules['tiers']
  dailyCap: number | undefined
  events: Events
  storage: Storage
  upstream: Pick<Upstream, 'model' | 'looks'>
  dispatcher: Dispatcher
  /** Absent where the in-house renderer draws the pictures themselves. */
  sketcher?: Sketcher
  /** Absent where similar words are not looked for. */
  similar?: Pick<SimilarPictures, 'find'>
  /** How requests met the cache, counted. */
  outcomes: Pick<Outcomes, 'count' | 'note'>
  /** Told which cached pictures are wanted. */
  keeping: Pick<Keeping, 'wanted'>
  queueBounds: { max: number; maxWaitSeconds: number }
}
