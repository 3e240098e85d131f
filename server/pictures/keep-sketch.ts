import { updatePicture } from '../../db/queries/pictures.ts'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import { findOwn, viewPicture } from './read-picture.ts'
import type { PictureServices } from './services.ts'
import type { PictureView } from './view.ts'

/**
 * Takes the sketch of a picture that could not be drawn for the picture. Its charge went back when it failed; the cache
 * never serves a sketch to anybody. Keeping twice is no error. Throws `conflict/no-sketch` where there is none to keep.
 */
export async function keepSketch(services: PictureServices, caller: Caller, id: string): Promise<PictureView> {
  const { picture, kept } = await services.db.write(async (session) => {
    const own = await findOwn(session, caller, id)
    const { status, error, imageHash, sketchHash } = own
    if (status === 'ready' && sketchHash !== null && imageHash === sketchHash) return { picture: own, kept: false }
    if (status !== 'failed' || error === 'moderation' || sketchHash === null) {
      const detail = 'Only a picture that could not be drawn leaves a sketch to keep, and this one has none.'
      throw new AppError('conflict', 'no-sketch', detail)
    }
    const finishedAt = new Date(services.clock.now())
    const change = { status: 'ready', imageHash: sketchHash, error: null, finishedAt } as const
    return { picture: (await updatePicture(session, id, change)) ?? own, kept: true }
  })
  if (kept) services.events.publish(`picture:${id}`)
  return await viewPicture(services, caller, picture)
}
