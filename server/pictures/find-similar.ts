import { findCacheEntry } from '../../db/queries/images.ts'
import { findOffer, type NewSimilarOffer, putOffer } from '../../db/queries/similar.ts'
import { askedBy, offerId } from '../cache/similar/offer-ids.ts'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import type { Difference } from '../words/compare-scenes.ts'
import { SIMILAR_ENOUGH } from '../words/similar-enough.ts'
import { chooseLook, type LookWish } from './look.ts'
import { pictureNames } from './picture-names.ts'
import type { PictureServices } from './services.ts'
import type { ImageView } from './view.ts'

/** Somebody's picture of words much like the asker's: to be labelled, and never shown as their own. */
export type SimilarOffer = {
  /** For `takeSimilar`, by the same asker and for the same words. */
  id: string
  /** As whoever had it drawn wrote them. */
  words: string
  /** 0 to 1. */
  closeness: number
  /** What one has and the other has not, or otherwise; slight ones, or there would be no offer. */
  differences: Difference[]
  image: ImageView
}

/** An offer shown again within this time is not written down again. */
const REMEMBERED_MS = 3_600_000

/**
 * Somebody's public picture that is near enough to what the words ask for, where there is none of these very words. Free, and
 * remembered, so that the threshold can be judged. `threshold` (0 to 1) may ask for more than the house does, never for less.
 */
export async function findSimilar(
  services: Pick<PictureServices, 'db' | 'clock' | 'upstream' | 'similar' | 'outcomes'>,
  { owner }: Pick<Caller, 'owner'>,
  { words, threshold = 0, ...wish }: LookWish & { words: string; threshold?: number | undefined },
): Promise<{ offer?: SimilarOffer }> {
  const { db, clock, upstream, similar } = services
  if (!similar) return {}
  const { look, keyOf } = pictureNames(upstream.model, chooseLook(upstream, wish))
  const key = keyOf(words)
  if (await findCacheEntry(db.read, key, new Date(clock.now()))) return {}
  const atLeast = Math.max(SIMILAR_ENOUGH, threshold)
  const found = await similar.find(words, { look, atLeast })
  if (!found) return {}

  const by = askedBy(owner, key)
  const { hash, width, height } = found.image
  const shown = {
    id: offerId(by, found.key),
    askedBy: by,
    words,
    cachedKey: found.key,
    cachedWords: found.words,
    imageHash: hash,
    closeness: Math.round(found.closeness * 1000),
    threshold: Math.round(atLeast * 1000),
    shownAt: new Date(clock.now()),
  }
  if (!(await remember(services, shown))) return {}
  const image = { webp: `/i/${hash}.webp`, png: `/i/${hash}.png`, width, height }
  const { closeness, differences } = found
  return { offer: { id: shown.id, words: found.words, closeness, differences, image } }
}

/** Whether it is written down: one that is not could not be taken. */
async function remember({ db, outcomes }: Pick<PictureServices, 'db' | 'outcomes'>, shown: NewSimilarOffer) {
  const known = await findOffer(db.read, shown.id)
  const isSame = (['imageHash', 'closeness', 'threshold'] as const).every((name) => known?.[name] === shown[name])
  if (known && isSame && shown.shownAt.getTime() - known.shownAt.getTime() < REMEMBERED_MS) return true
  try {
    if (await db.write((session) => putOffer(session, shown))) outcomes.note('similar-offered')
    return true
  } catch (error) {
    if (error instanceof AppError && error.reason === 'storage') return false
    throw error
  }
}
