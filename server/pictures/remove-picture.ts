import type { Session } from '../../db/database.ts'
import { deleteCacheEntry, deleteExpiredEntries, deleteImage, isImageUsed } from '../../db/queries/images.ts'
import { deletePicture } from '../../db/queries/pictures.ts'
import type { Picture } from '../../db/tables.ts'
import { removeBytes } from '../cache/keeping/remove-bytes.ts'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import { findOwn } from './read-picture.ts'
import type { PictureServices } from './services.ts'

/**
 * Deletes a finished picture from its owner's history, with its page. Its bytes go when nobody else has them and no cache
 * entry needs them; what it cost stays counted. Throws `conflict/too-late` while it waits or is drawn: cancel first.
 */
export async function removePicture(services: PictureServices, caller: Caller, id: string): Promise<{ id: string }> {
  const { db, clock, storage, events } = services
  const orphans = await db.write(async (session) => {
    const picture = await findOwn(session, caller, id)
    if (picture.status === 'queued' || picture.status === 'drawing') {
      throw new AppError('conflict', 'too-late', 'It is still on its way: cancel it first, or wait until it is there.')
    }
    await deletePicture(session, id)
    return await releaseImages(session, picture, new Date(clock.now()))
  })
  await removeBytes(db, storage, orphans)
  events.publish(`picture:${id}`)
  return { id }
}

/** Forgets the image and the sketch of a deleted picture if nobody needs them any more. Returns the hashes whose bytes can go. */
async function releaseImages(session: Session, { imageHash, sketchHash, visibility, key }: Picture, now: Date) {
  // A private picture's cache entry is its owner's alone; deleted means gone.
  if (imageHash && visibility === 'private') await deleteCacheEntry(session, key)
  if (imageHash) await deleteExpiredEntries(session, imageHash, now)
  const orphans: string[] = []
  for (const hash of new Set([imageHash, sketchHash])) {
    if (!hash || (await isImageUsed(session, hash))) continue
    await deleteImage(session, hash)
    orphans.push(hash)
  }
  return orphans
}
