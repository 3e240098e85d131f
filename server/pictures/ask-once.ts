import { hash, randomUUID } from 'node:crypto'
import { claimKey, noteKeyAnswer } from '../../db/queries/idempotency.ts'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import type { SimilarOffer } from './find-similar.ts'
import { readPicture } from './read-picture.ts'
import type { PictureServices } from './services.ts'
import type { PictureView } from './view.ts'

const DAY_MS = 86_400_000

/** What a program says so that a repeat is no second request: its key, and the body that came with it. */
export type Once = { key: string | undefined; body: unknown }

/** Pictures, or none and an offer of similar ones. */
type Answered = { pictures: PictureView[]; similar?: SimilarOffer[] }

/**
 * Asks for pictures once a key: for 24 hours the same key is answered with the same pictures, as they are by then, and
 * nothing is asked or charged again. `ask` is given the key its pictures are filed under; after a refusal it is asked again. Throws
 * AppError `conflict/idempotency-key-reused` when the key came with something else before.
 */
export async function askOnce(
  services: PictureServices,
  caller: Caller,
  { key, body }: Once,
  ask: (pictureKey: string) => Promise<Answered>,
): Promise<Answered> {
  if (key === undefined) return await ask(randomUUID())
  const { db, clock } = services
  const now = clock.now()
  const fingerprint = hash('sha256', canonicalJson(body))
  const use = { owner: caller.owner, key, id: randomUUID(), fingerprint, createdAt: new Date(now) }
  const known = await db.write((session) => claimKey(session, use, new Date(now - DAY_MS)))
  if (known.fingerprint !== fingerprint) {
    const detail = 'This Idempotency-Key came with another request before: make a new key for each request.'
    throw new AppError('conflict', 'idempotency-key-reused', detail, { field: 'Idempotency-Key' })
  }
  if (known.pictures) {
    return { pictures: await Promise.all(known.pictures.map((id) => readPicture(services, caller, id))) }
  }
  const answer = await ask(known.id)
  const ids = answer.pictures.map(({ id }) => id)
  if (ids.length > 0) await db.write((session) => noteKeyAnswer(session, known, ids))
  return answer
}

/** The same for the same JSON, in whatever order its fields came. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
