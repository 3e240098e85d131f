import { v7 as uuidv7 } from 'uuid'
import type { Session } from '../../db/database.ts'
import { findCacheEntry } from '../../db/queries/images.ts'
import {
  countUnderway,
  findByIdempotencyKey,
  findOwnReady,
  findOwnUnderway,
  findUnderway,
  insertPicture,
  listUnderway,
  type NewPicture,
} from '../../db/queries/pictures.ts'
import { markOffersPassed } from '../../db/queries/similar.ts'
import type { CacheOutcome, Picture, PictureParams } from '../../db/tables.ts'
import { cacheKey, canonicalWords, seedOf } from '../cache/key.ts'
import { askedBy } from '../cache/similar/offer-ids.ts'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import type { BurstReceipt } from '../limits/burst.ts'
import { chargePicture } from '../limits/quota.ts'
import { COSTS } from '../limits/tiers.ts'
import { nameWebhook } from '../notices/note-end.ts'
import { lanesOf, takeTurn } from '../queue/lanes.ts'
import type { Place } from '../queue/places.ts'
import { chooseLook, DEFAULT_LOOK, type Look, type LookWish, sizeName } from './look.ts'
import { viewPicture } from './read-picture.ts'
import type { PictureServices } from './services.ts'
import type { PictureView } from './view.ts'

export type PictureRequest = LookWish & {
  /** Parsed by `wordsSchema`. */
  words: string
  /** Made by the client, once a press; the same key again is the same picture, never a second charge. */
  idempotencyKey: string
  /** A variation of its own, even though these words have a picture. */
  fresh?: boolean | undefined
  visibility?: 'public' | 'private' | undefined
  /** Told once when the picture ends, or at once where it has: an account's, as `Webhooks.accept` returned it. */
  webhookUrl?: string | undefined
}

/** The key under which these words are looked up and kept for everybody. */
export function publicKey(model: string, words: string, look: Look = DEFAULT_LOOK): string {
  return cacheKey({ words, ...look, model })
}

/**
 * Asks for a picture. One that exists is answered at once, free; one that is under way for somebody is joined, free; else
 * it is charged and queued in one transaction. The receipt shows that the caller's burst was taken. Throws AppError `limit`, `capacity`, `forbidden` or `conflict`: nothing charged.
 */
export async function requestPicture(
  services: PictureServices,
  caller: Caller,
  request: PictureRequest,
  _receipt: BurstReceipt,
): Promise<PictureView> {
  const plan = planPicture(services, caller, request)
  const { read } = services.db
  const repeat = await findRepeat(read, caller, request)
  if (repeat) return await viewPicture(services, caller, repeat)
  const drawn = request.webhookUrl ? undefined : await findDrawn(services, read, caller, plan)
  if (drawn) {
    services.outcomes.note('exact')
    services.keeping.wanted(plan.key)
    return await viewPicture(services, caller, drawn)
  }

  const placed = await services.db.write((session) => placeRequest(services, session, caller, plan))
  return await announce(services, caller, placed)
}

/**
 * Several at once, in one transaction: all of them are taken in, or none. The same otherwise as asking for each; the receipt
 * is for all of them.
 */
export async function requestPictures(
  services: PictureServices,
  caller: Caller,
  requests: readonly PictureRequest[],
  receipt: BurstReceipt,
): Promise<PictureView[]> {
  const [only] = requests
  if (only && requests.length === 1) return [await requestPicture(services, caller, only, receipt)]
  const plans = requests.map((request) => planPicture(services, caller, request))
  const all = await services.db.write(async (session) => {
    const placed: Placed[] = []
    for (const plan of plans) {
      // Each has its place behind those of this transaction.
      const changedBefore = new Set([...(session.changedBefore ?? []), ...(session.changed ?? [])])
      placed.push(await placeRequest(services, { ...session, changedBefore }, caller, plan))
    }
    return placed
  })
  return await Promise.all(all.map((placed) => announce(services, caller, placed)))
}

type Plan = {
  request: PictureRequest
  key: string
  shared: boolean
  kind: 'new' | 'again'
  params: PictureParams
  visibility: 'public' | 'private'
}

function planPicture(services: PictureServices, caller: Caller, request: PictureRequest): Plan {
  const visibility = request.visibility ?? 'public'
  if (visibility === 'private' && !services.tiers[caller.tier].privatePictures) {
    throw new AppError('forbidden', 'tier', 'Private pictures need a premium account.', { signIn: '/sign-in' })
  }
  const shared = !request.fresh && visibility === 'public'
  const only = request.fresh ? request.idempotencyKey : visibility === 'private' ? caller.owner : undefined
  const look = chooseLook(services.upstream, request)
  const key = cacheKey({ words: request.words, ...look, model: services.upstream.model, only })
  const params = { ...look, seed: seedOf(key) }
  return { request, key, shared, kind: request.fresh ? 'again' : 'new', params, visibility }
}

/** How a request was answered. `place`: it was queued. Without an `outcome` it had been answered, and counted, before. */
type Placed = { picture: Picture; place?: Place; outcome?: CacheOutcome }

/** Tells those who wait for it, and the asker what became of it. */
async function announce(services: PictureServices, caller: Caller, { picture, place, outcome }: Placed) {
  if (outcome === 'exact') services.keeping.wanted(picture.key)
  if (place) {
    services.dispatcher.wake()
    services.events.publish('queue')
  }
  return await viewPicture(services, caller, picture, place)
}

/** Places a request, and counts how it met the cache. */
async function placeRequest(services: PictureServices, session: Session, caller: Caller, plan: Plan): Promise<Placed> {
  const placed = await findOrQueue(services, session, caller, plan)
  if (placed.outcome) await services.outcomes.count(session, placed.outcome)
  const { webhookUrl: url } = plan.request
  if (url) await nameWebhook(session, placed.picture, { url, at: new Date(services.clock.now()) })
  return placed
}

/** In one transaction, so that two presses, two tabs or two people asking at once cannot both be first. */
async function findOrQueue(services: PictureServices, session: Session, caller: Caller, plan: Plan): Promise<Placed> {
  const { request } = plan
  const repeat = await findRepeat(session, caller, request)
  if (repeat) return { picture: repeat }
  const nowMs = services.clock.now()
  const row: NewPicture = {
    id: uuidv7(),
    subject: caller.subject,
    owner: caller.owner,
    userId: caller.userId ?? null,
    kind: plan.kind,
    words: request.words,
    key: plan.key,
    params: plan.params,
    visibility: plan.visibility,
    status: 'queued',
    lane: services.tiers[caller.tier].lane.name,
    idempotencyKey: request.idempotencyKey,
    createdAt: new Date(nowMs),
  }

  const drawn = await findDrawn(services, session, caller, plan)
  if (drawn) return { picture: drawn, outcome: 'exact' }
  const entry = plan.kind === 'new' ? await findCacheEntry(session, plan.key, new Date(nowMs)) : undefined
  if (entry) {
    const cached = { kind: 'cached', status: 'ready', imageHash: entry.imageHash, finishedAt: new Date(nowMs) } as const
    return { picture: await insertPicture(session, { ...row, ...cached }), outcome: 'exact' }
  }
  const own = await findOwnUnderway(session, { owner: caller.owner, key: plan.key })
  if (own) return { picture: own, outcome: 'joined' }
  const underway = plan.shared ? await findUnderway(session, plan.key) : undefined
  if (underway) {
    const { id: leaderId, sketchHash } = underway
    const joined = { kind: 'joined', leaderId, sketchHash, address: caller.address } as const
    return { picture: await insertPicture(session, { ...row, ...joined }), outcome: 'joined' }
  }

  await admit(services, session, caller)
  await chargePicture(session, services, caller, { pictureId: row.id, units: COSTS.picture, nowMs })
  const turn = await takeTurn(session, lanesOf(services.tiers), caller.subject, row.lane)
  const place = await services.dispatcher.places.placeOf({ ...row, turn }, session)
  refuseLongWait(services, place)
  const told = { toldMs: place.startsInSeconds * 1000, toldAtMostMs: longestSeconds(place) * 1000 }
  if (plan.shared) await markOffersPassed(session, askedBy(caller.owner, plan.key), row.createdAt)
  const outcome = plan.kind === 'again' ? 'forced' : 'miss'
  return { picture: await insertPicture(session, { ...row, ...told, turn }), place, outcome }
}

/** The picture an earlier press with this key asked for. The same key for something else is a mistake of the client's. */
async function findRepeat(session: Session, caller: Caller, request: PictureRequest): Promise<Picture | undefined> {
  const repeat = await findByIdempotencyKey(session, caller.owner, request.idempotencyKey)
  if (repeat && !asksForTheSame(repeat, request)) {
    const detail = 'This idempotency key was used for another request: make a new key for each.'
    throw new AppError('conflict', 'idempotency-key-reused', detail)
  }
  return repeat
}

const asksForTheSame = (
  picture: Picture,
  {
    words,
    fresh = false,
    visibility = 'public',
    size = sizeName(DEFAULT_LOOK),
    style = DEFAULT_LOOK.style,
  }: PictureRequest,
) =>
  picture.kind !== 'similar' &&
  sizeName(picture.params) === size &&
  picture.params.style === style &&
  canonicalWords(picture.words) === canonicalWords(words) &&
  (picture.kind === 'again') === fresh &&
  picture.visibility === visibility

/** The caller's own row of a picture that exists: asking for it again adds nothing to their history. */
async function findDrawn(services: PictureServices, session: Session, caller: Caller, plan: Plan) {
  if (plan.kind === 'again') return undefined
  const entry = await findCacheEntry(session, plan.key, new Date(services.clock.now()))
  return entry && (await findOwnReady(session, { owner: caller.owner, key: plan.key, imageHash: entry.imageHash }))
}

/** Refuses before anything is charged: too many of one's own waiting, or a full queue. */
async function admit({ tiers, dispatcher, queueBounds }: PictureServices, session: Session, caller: Caller) {
  const cap = tiers[caller.tier].waitingAtOnce
  const underway = await countUnderway(session, caller.subject)
  if (underway >= cap) {
    throw new AppError(
      'limit',
      'waiting-cap',
      `${cap} of your pictures are on their way; ask again when one is ready.`,
      {
        violatedPolicies: [`${caller.tier}-waiting`],
        limit: cap,
        used: underway,
        remaining: 0,
        retryAfterSeconds: await soonestReady(dispatcher, session, caller),
      },
    )
  }
  const waiting = await dispatcher.places.countWaiting(session)
  if (waiting >= queueBounds.max) {
    const detail = `${waiting} pictures are waiting already. Pictures drawn before are free and need no turn.`
    const retryAfterSeconds = Math.max(
      1,
      await dispatcher.places.estimateSeconds(waiting - queueBounds.max + 1, session),
    )
    throw new AppError('capacity', 'queue-full', detail, { limit: queueBounds.max, used: waiting, retryAfterSeconds })
  }
}

/** Whole seconds until one of the caller's own is ready. */
async function soonestReady({ places }: PictureServices['dispatcher'], session: Session, caller: Caller) {
  const seconds = []
  for (const picture of await listUnderway(session, caller.subject)) {
    seconds.push(await places.readyInSeconds(picture, session))
  }
  return Math.max(1, Math.min(...seconds))
}

/** What came longer ago than this hardly counts in a place's upper end. */
const A_CROWD_SECONDS = 300

const longestSeconds = (place: Place) => place.startsInSecondsAtMost ?? place.startsInSeconds

/**
 * Refuses a wait nobody would sit out, by the place the picture would have and those who will overtake it: taken in, it might
 * only be given up later. The transaction is rolled back, charge and all.
 */
function refuseLongWait({ queueBounds }: PictureServices, place: Place) {
  const waitSeconds = longestSeconds(place)
  const { maxWaitSeconds } = queueBounds
  if (waitSeconds <= maxWaitSeconds) return
  const { pausedSeconds = 0 } = place
  if (pausedSeconds > maxWaitSeconds || (pausedSeconds > 0 && waitSeconds - pausedSeconds <= maxWaitSeconds)) {
    const detail = 'Whoever draws has asked for a pause. Pictures drawn before are free and need no turn.'
    // A long pause is sat out; after a short one, or before its end, the wait is what it may be.
    const untilTried = pausedSeconds > maxWaitSeconds ? pausedSeconds : 1
    const retryAfterSeconds = Math.max(untilTried, waitSeconds - maxWaitSeconds)
    throw new AppError('capacity', 'upstream-paused', detail, { retryAfterSeconds })
  }
  const detail = `The wait would be ${Math.ceil(waitSeconds / 60)} minutes. Pictures drawn before are free and need no turn.`
  // How long a crowd lasts nobody knows: whoever is refused for its sake may ask again in a while.
  const withoutCrowd = Math.max(0, place.startsInSeconds - maxWaitSeconds)
  const retryAfterSeconds = Math.min(waitSeconds - maxWaitSeconds, withoutCrowd + A_CROWD_SECONDS)
  throw new AppError('capacity', 'queue-full', detail, { retryAfterSeconds })
}
