import type { Session } from '../../db/database.ts'
import { findImage } from '../../db/queries/images.ts'
import { findPicture } from '../../db/queries/pictures.ts'
import { readCharged } from '../../db/queries/usage.ts'
import type { CacheOutcome, Picture } from '../../db/tables.ts'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import type { Place } from '../queue/places.ts'
import type { PictureServices } from './services.ts'
import type { ImageView, PictureView } from './view.ts'

const OUTCOME: Record<Picture['kind'], CacheOutcome> = {
  new: 'miss',
  again: 'forced',
  cached: 'exact',
  joined: 'joined',
  similar: 'similar-taken',
}

type Reading = Pick<PictureServices, 'db' | 'dispatcher' | 'sketcher'>

/** A picture the caller may see: their own in any state, anybody's that is public and ready. Else `not-found`, saying no more. */
export async function readPicture(services: Reading, caller: Caller, id: string): Promise<PictureView> {
  return await viewPicture(services, caller, await findVisible(services.db.read, caller, id))
}

export async function findVisible(session: Session, caller: Caller, id: string): Promise<Picture> {
  const picture = await findPicture(session, id)
  const shared = picture?.visibility === 'public' && picture.status === 'ready'
  if (!picture || !(shared || isMine(caller, picture))) {
    throw new AppError('not-found', 'no-such-picture', 'There is no such picture, or it is not public.')
  }
  return picture
}

/** The caller's own picture. One that is only public is not theirs to change. */
export async function findOwn(session: Session, caller: Caller, id: string): Promise<Picture> {
  const picture = await findVisible(session, caller, id)
  if (!isMine(caller, picture)) throw new AppError('forbidden', 'not-yours', 'This picture belongs to somebody else.')
  return picture
}

const isMine = (caller: Pick<Caller, 'owner'>, picture: Picture) => picture.owner === caller.owner

/** A row as its watcher sees it now, with place and estimate while it waits; `known` if its place was just worked out. */
export async function viewPicture(
  services: Reading,
  caller: Caller,
  picture: Picture,
  known?: Place,
): Promise<PictureView> {
  const { still, turnOf } = await lookAt(services.db.read, caller, picture)
  const place = turnOf && (known ?? (await services.dispatcher.places.placeOf(turnOf)))
  services.sketcher?.consider(picture, place)
  return place ? withPlace(still, place) : still
}

/** A picture without its place, and the row whose turn it waits for: its own, or that of the one it joined. */
export type Look = { still: PictureView; turnOf?: Picture }

export const withPlace = (still: PictureView, place: Place): PictureView => ({ ...still, ...place })

export async function lookAt(session: Session, caller: Pick<Caller, 'owner'>, picture: Picture): Promise<Look> {
  const mine = isMine(caller, picture)
  const charged = mine && (picture.kind === 'new' || picture.kind === 'again')
  const image = await findImageView(session, picture.imageHash)
  const sketch = hasSketchOnShow(picture) ? await findImageView(session, picture.sketchHash) : undefined
  const turn = picture.status === 'queued' ? await findTurn(session, picture) : undefined
  const status = turn?.status === 'drawing' ? 'drawing' : picture.status
  const still: PictureView = {
    id: picture.id,
    words: picture.words,
    status,
    outcome: OUTCOME[picture.kind],
    ...(picture.drawnFor !== null && { drawnFor: picture.drawnFor }),
    ...(image && { image }),
    ...(sketch && { sketch }),
    ...(picture.imageHash !== null && picture.imageHash === picture.sketchHash && { sketched: true }),
    width: image?.width ?? picture.params.width,
    height: image?.height ?? picture.params.height,
    style: picture.params.style,
    ...(picture.error && { error: { reason: picture.error, refunded: charged } }),
    charged: charged ? ((await readCharged(session, [picture.id])).get(picture.id) ?? 0) : 0,
    visibility: picture.visibility,
    mine,
    cancellable: mine && status === 'queued',
    createdAt: picture.createdAt,
  }
  return turn?.status === 'queued' ? { still, turnOf: turn } : { still }
}

/** Somebody who joined waits where the one they joined waits. */
const findTurn = async (session: Session, picture: Picture) =>
  picture.leaderId ? await findPicture(session, picture.leaderId) : picture

async function findImageView(session: Session, hash: string | null): Promise<ImageView | undefined> {
  const image = hash ? await findImage(session, hash) : undefined
  return (
    image && { webp: `/i/${image.hash}.webp`, png: `/i/${image.hash}.png`, width: image.width, height: image.height }
  )
}

/** Until the picture is there, and after it failed; words an upstream would not draw leave none. */
const hasSketchOnShow = ({ status, error }: Picture) =>
  status === 'queued' || status === 'drawing' || (status === 'failed' && error !== 'moderation')
