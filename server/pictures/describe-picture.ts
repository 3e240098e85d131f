import type { Session } from '../../db/database.ts'
import { findPicture } from '../../db/queries/pictures.ts'
import { lookAt } from './read-picture.ts'
import type { PictureView } from './view.ts'

/** A finished picture as its owner sees it; undefined once it is deleted. */
export async function describePicture(session: Session, id: string): Promise<PictureView | undefined> {
  const picture = await findPicture(session, id)
  return picture && (await lookAt(session, picture, picture)).still
}
