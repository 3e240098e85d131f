import { findCacheEntry, findImage } from '../../db/queries/images.ts'
import type { Caller } from '../identity/caller.ts'
import { expectTurn, lanesOf } from '../queue/lanes.ts'
import { chooseLook, type LookWish } from './look.ts'
import { LAST_ID } from './read-queue.ts'
import { publicKey } from './request-picture.ts'
import type { PictureServices } from './services.ts'
import type { ImageView } from './view.ts'

/** A longer wait is said before words are sent (seconds). */
const LONG_WAIT = 120

export type Preview = {
  cached: boolean
  image?: ImageView
  /** Not drawn yet, and drawing would not start for so many seconds; absent where the wait is not long. */
  startsInSeconds?: number
}

/** Whether these words already have a picture, and that picture; else, how long a wait would be long. Free; asks nobody to draw. */
export async function previewPicture(
  services: Pick<PictureServices, 'db' | 'clock' | 'upstream' | 'tiers' | 'dispatcher'>,
  caller: Pick<Caller, 'subject' | 'tier'>,
  words: string,
  wish: LookWish = {},
): Promise<Preview> {
  const { db, clock, upstream } = services
  const entry = await findCacheEntry(
    db.read,
    publicKey(upstream.model, words, chooseLook(upstream, wish)),
    new Date(clock.now()),
  )
  const image = entry && (await findImage(db.read, entry.imageHash))
  if (image) {
    const { hash, width, height } = image
    return { cached: true, image: { webp: `/i/${hash}.webp`, png: `/i/${hash}.png`, width, height } }
  }
  const startsInSeconds = await readLongWait(services, caller)
  return { cached: false, ...(startsInSeconds && { startsInSeconds }) }
}

/** By the place a picture would have now. Where even the last place is near, nobody's place is worked out. */
async function readLongWait(
  { db, tiers, dispatcher: { places } }: Pick<PictureServices, 'db' | 'tiers' | 'dispatcher'>,
  { subject, tier }: Pick<Caller, 'subject' | 'tier'>,
): Promise<number | undefined> {
  if ((await places.estimateSeconds((await places.countWaiting()) + 1)) <= LONG_WAIT) return undefined
  const lane = tiers[tier].lane.name
  const turn = await expectTurn(db.read, lanesOf(tiers), subject, lane)
  const { startsInSeconds } = await places.placeOf({ id: LAST_ID, lane, turn })
  return startsInSeconds > LONG_WAIT ? startsInSeconds : undefined
}
