import { v7 as uuidv7 } from 'uuid'
import type { Session } from '../../db/database.ts'
import { findByIdempotencyKey, findOwnReady, insertPicture } from '../../db/queries/pictures.ts'
import { findOffer, findOfferable, markOfferTaken } from '../../db/queries/similar.ts'
import type { Picture } from '../../db/tables.ts'
import { cacheKey, seedOf } from '../cache/key.ts'
import { askedBy } from '../cache/similar/offer-ids.ts'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import type { BurstReceipt } from '../limits/burst.ts'
import { chooseLook, type LookWish } from './look.ts'
import { viewPicture } from './read-picture.ts'
import { publicKey } from './request-picture.ts'
import type { PictureServices } from './services.ts'
import type { PictureView } from './view.ts'

export type TakeRequest = LookWish & {
  offerId: string
  /** The asker's own, those the offer was made for. Parsed by `wordsSchema`. */
  words: string
  idempotencyKey: string
}

/**
 * Takes the picture that was offered: a row in the asker's history with their words and the words it was drawn for, ready and free.
 * The cache keeps nothing under the asker's words. Taking twice is one row. Throws AppError `not-found/no-such-offer` when it was
 * never offered to them for these words or is offered no longer, and `conflict/idempotency-key-reused`.
 */
export async function takeSimilar(
  services: PictureServices,
  caller: Caller,
  request: TakeRequest,
  _receipt: BurstReceipt,
): Promise<PictureView> {
  const picture = await services.db.write((session) => take(services, session, caller, request))
  return await viewPicture(services, caller, picture)
}

async function take(
  { clock, upstream, tiers, outcomes, keeping }: PictureServices,
  session: Session,
  caller: Caller,
  { offerId, words, idempotencyKey, ...wish }: TakeRequest,
): Promise<Picture> {
  const { owner } = caller
  const look = chooseLook(upstream, wish)
  // A key nobody asks by: as an answer to these words the picture is this person's choice alone.
  const key = cacheKey({ words, ...look, model: upstream.model, only: `similar ${offerId}` })
  const repeat = await findByIdempotencyKey(session, owner, idempotencyKey)
  if (repeat && (repeat.kind !== 'similar' || repeat.key !== key)) {
    const detail = 'This idempotency key was used for another request: make a new key for each.'
    throw new AppError('conflict', 'idempotency-key-reused', detail)
  }
  if (repeat) return repeat

  const now = new Date(clock.now())
  const offer = await findOffer(session, offerId)
  if (offer?.askedBy !== askedBy(owner, publicKey(upstream.model, words, look))) throw noSuchOffer()
  const { cachedKey, cachedWords, imageHash } = offer
  const taken = await findOwnReady(session, { owner, key, imageHash })
  if (taken) return taken
  const entry = await findOfferable(session, cachedKey, now)
  // Drawn anew meanwhile, it is not the picture that was shown.
  if (entry?.image.hash !== imageHash) throw noSuchOffer()

  keeping.wanted(cachedKey)
  await markOfferTaken(session, offerId, now)
  await outcomes.count(session, 'similar-taken')
  return await insertPicture(session, {
    id: uuidv7(),
    subject: caller.subject,
    owner,
    userId: caller.userId ?? null,
    kind: 'similar',
    words,
    drawnFor: cachedWords,
    key,
    params: { ...look, seed: seedOf(cachedKey) },
    visibility: 'public',
    status: 'ready',
    lane: tiers[caller.tier].lane.name,
    imageHash,
    idempotencyKey,
    createdAt: now,
    finishedAt: now,
  })
}

const noSuchOffer = () =>
  new AppError('not-found', 'no-such-offer', 'This picture was not offered for these words, or is offered no longer.')
