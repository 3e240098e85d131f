import type { Session } from '../../db/database.ts'
import { insertImage, type NewImage, putCacheEntry } from '../../db/queries/images.ts'
import { listFollowers, updatePicture } from '../../db/queries/pictures.ts'
import { finishClaim } from '../../db/queries/queue.ts'
import { type EntryReading, indexEntry } from '../../db/queries/similar.ts'
import { forgetSameSketch } from '../../db/queries/sketches.ts'
import { refundCharges, settleCharges } from '../../db/queries/usage.ts'
import type { Picture } from '../../db/tables.ts'
import { firstWorth } from '../cache/keeping/worth.ts'
import type { Reason } from '../errors.ts'
import { noteEnd } from '../notices/note-end.ts'

/** How a cache entry may be offered to similar words. */
export type Offered = { look: string; reading: EntryReading | undefined }

/**
 * A claimed picture was drawn: image, cache entry, status and charge in the caller's transaction, and the same picture for
 * everybody who joined. Returns the ids that changed; none when the claim was lost meanwhile (the cache keeps the image).
 */
export async function settleReady(
  session: Session,
  claimed: Picture,
  { image, now, expiresAt, offered }: { image: NewImage; now: Date; expiresAt: Date; offered?: Offered | undefined },
): Promise<string[]> {
  const isNew = await insertImage(session, image)
  const outcome = { status: 'ready' as const, imageHash: image.hash, finishedAt: now, error: null }
  const held = await finishClaim(session, claimed, outcome)
  // Nobody could ask for a private one whose asker is gone.
  if (claimed.kind === 'new' && (held || claimed.visibility === 'public')) {
    await putCacheEntry(session, {
      key: claimed.key,
      imageHash: image.hash,
      words: claimed.words,
      worth: firstWorth(now.getTime(), image.bytes),
      now,
      expiresAt,
    })
    if (offered) await indexEntry(session, { key: claimed.key, ...offered })
  }
  if (!held) return []
  await settleCharges(session, claimed.id)
  await noteEnd(session, claimed, 'ready', now)
  const ready = [claimed.id, ...(await settleFollowers(session, claimed.id, outcome))]
  if (!isNew) await forgetSameSketch(session, ready, image.hash)
  return ready
}

/** A claimed picture will not be drawn: everything it cost goes back, and those who joined hear the same. */
export async function settleFailed(
  session: Session,
  claimed: Picture,
  { reason, now }: { reason: Reason; now: Date },
): Promise<string[]> {
  const outcome = { status: 'failed' as const, error: reason, finishedAt: now }
  if (!(await finishClaim(session, claimed, outcome))) return []
  await refundCharges(session, claimed.id)
  await noteEnd(session, claimed, 'failed', now)
  return [claimed.id, ...(await settleFollowers(session, claimed.id, outcome))]
}

/** A picture that still waits for its turn will not get one: as settleFailed, without a claim. */
export async function settleExpired(session: Session, waiting: Picture, now: Date): Promise<string[]> {
  const outcome = { status: 'failed' as const, error: 'upstream-failed' as const, finishedAt: now }
  await updatePicture(session, waiting.id, outcome)
  await refundCharges(session, waiting.id)
  await noteEnd(session, waiting, 'failed', now)
  return [waiting.id, ...(await settleFollowers(session, waiting.id, outcome))]
}

async function settleFollowers(
  session: Session,
  leaderId: string,
  outcome: NonNullable<Parameters<typeof updatePicture>[2]> & { status: 'ready' | 'failed'; finishedAt: Date },
) {
  const followers = await listFollowers(session, leaderId)
  for (const follower of followers) {
    await updatePicture(session, follower.id, outcome)
    await noteEnd(session, follower, outcome.status, outcome.finishedAt)
  }
  return followers.map((follower) => follower.id)
}
