import { deleteImage, isImageUsed } from '../../db/queries/images.ts'
import { deletePicture } from '../../db/queries/pictures.ts'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import { findOwn } from './read-picture.ts'
import type { PictureServices } from './services.ts'

/**
 * Deletes a finished picture from its owner's history, with its page. Its bytes go when nobody else has them and no cache
 * entry needs them; what it cost stays counted. Throws `conflict/too-late` while it waits or is drawn: cancel first.
 */
export async function removePicture(services: PictureServices, caller: Caller, id: string): Promise<{ id: string }> {
  const orphan = await services.db.write(async (session) => {
    const picture = await findOwn(session, caller, id)
    if (picture.status === 'queued' || picture.status === 'drawing') {
      throw new AppError('conflict', 'too-late', 'It is still on its way: cancel it first, or wait until it is there.')
    }
    await deletePicture(session, id)
    const { imageHash } = picture
    if (!imageHash || (await isImageUsed(session, imageHash))) return undefined
    await deleteImage(session, imageHash)
    return imageHash
  })
  if (orphan) await services.storage.remove(orphan)
  services.events.publish(`picture:${id}`)
  return { id }
}
