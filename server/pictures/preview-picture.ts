import { findCacheEntry, findImage } from '../../db/queries/images.ts'
import { publicKey } from './request-picture.ts'
import type { PictureServices } from './services.ts'
import type { PictureView } from './view.ts'

export type Preview = { cached: boolean; image?: NonNullable<PictureView['image']> }

/** Whether these words already have a picture, and that picture. Free; asks nobody to draw. */
export async function previewPicture(
  { db, clock, upstream }: Pick<PictureServices, 'db' | 'clock' | 'upstream'>,
  words: string,
): Promise<Preview> {
  const entry = await findCacheEntry(db.read, publicKey(upstream.model, words), new Date(clock.now()))
  const image = entry && (await findImage(db.read, entry.imageHash))
  if (!image) return { cached: false }
  const { hash, width, height } = image
  return { cached: true, image: { webp: `/i/${hash}.webp`, png: `/i/${hash}.png`, width, height } }
}
