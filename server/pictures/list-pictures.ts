import { listPictures as selectPictures } from '../../db/queries/pictures.ts'
import type { Caller } from '../identity/caller.ts'
import { viewPicture } from './read-picture.ts'
import type { PictureServices } from './services.ts'
import type { PictureView } from './view.ts'

export type PicturePage = { items: PictureView[]; nextCursor?: string }

/** The caller's pictures, newest first, a page at a time. A cursor stays good while pictures come and go. */
export async function listPictures(
  services: Pick<PictureServices, 'db' | 'dispatcher' | 'sketcher'>,
  caller: Caller,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<PicturePage> {
  const rows = await selectPictures(services.db.read, { owner: caller.owner, before: cursor, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const items = await Promise.all(page.map((row) => viewPicture(services, caller, row)))
  return { items, ...(rows.length > limit && last && { nextCursor: last.id }) }
}
