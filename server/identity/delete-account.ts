import { randomUUID } from 'node:crypto'
import type { Session } from '../../db/database.ts'
import { deletePicturesOf, disownPicture, renameInAudit } from '../../db/queries/account-data.ts'
import { recordAudit } from '../../db/queries/audit.ts'
import { deleteExpiredEntries, deleteImage, isImageUsed } from '../../db/queries/images.ts'
import { listFollowers, listUnderway } from '../../db/queries/pictures.ts'
import { refundCharges } from '../../db/queries/usage.ts'
import { deleteUser, findUser, lockUser } from '../../db/queries/users.ts'
import type { User } from '../../db/tables.ts'
import { removeBytes } from '../cache/keeping/remove-bytes.ts'
import { AppError } from '../errors.ts'
import { handOver } from '../pictures/cancel-picture.ts'
import type { PictureServices } from '../pictures/services.ts'
import type { Caller } from './caller.ts'
import { normaliseEmail } from './email.ts'
import type { IdentityServices } from './identity-services.ts'
import { proveSelf } from './prove-self.ts'
import { requireSession } from './require-session.ts'

/** Whose pictures are that others still wait for. */
const NOBODY = 'nobody'
/** Images looked at in one transaction: everybody else's writes wait for it. */
const IMAGES_AT_ONCE = 100

export type DeletionServices = IdentityServices &
  Pick<PictureServices, 'tiers' | 'dailyCap' | 'storage' | 'events' | 'dispatcher'>

/** The password where there is one, else the email, else the word `delete`. */
export type DeletionProof = { password?: string | undefined; typed?: string | undefined }

/**
 * Deletes the signed-in account and what is only its own, at once and for good. Public images stay in the cache, and its
 * deeds in the audit log under a name nobody has; what was counted on its network stays counted. Throws AppError
 * `invalid/credentials`, `invalid/input` (facts.field typed), `limit/burst`, and what requireSession throws.
 */
export async function deleteAccount(services: DeletionServices, caller: Caller, proof: DeletionProof): Promise<void> {
  const { db, storage, events, dispatcher, invalidate } = services
  const userId = requireSession(caller)
  const user = await findUser(db.read, userId)
  if (!user) throw new AppError('unauthenticated', 'sign-in', 'Sign in first, in a browser.', { signIn: '/sign-in' })
  await requireProof(services, caller, user, proof)
  const { changed, hashes } = await db.write((tx) => forget(services, tx, userId))
  invalidate(userId)
  for (const id of changed) events.publish(`picture:${id}`)
  events.publish('queue')
  dispatcher.wake()
  for (let at = 0; at < hashes.length; at += IMAGES_AT_ONCE) {
    const orphans = await db.write((tx) => releaseImages(services, tx, hashes.slice(at, at + IMAGES_AT_ONCE)))
    await removeBytes(db, storage, orphans)
  }
}

async function requireProof(
  services: DeletionServices,
  caller: Caller,
  user: User,
  { password, typed }: DeletionProof,
) {
  if (user.passwordHash) return await proveSelf(services, caller, user, password ?? '')
  const wanted = user.email ?? 'delete'
  if (normaliseEmail(typed ?? '') === wanted) return
  services.refused.note({ by: 'email', why: 'deletion wrong', address: caller.address })
  throw new AppError('invalid', 'input', `Type ${user.email ? 'the email of this account' : 'delete'}.`, {
    field: 'typed',
  })
}

async function forget(services: DeletionServices, tx: Session, userId: string) {
  const owner = `user:${userId}`
  await lockUser(tx, userId)
  const others: string[] = []
  for (const picture of await listUnderway(tx, owner)) {
    if (picture.status === 'queued') {
      await refundCharges(tx, picture.id)
      others.push(...(await handOver(services, tx, picture)))
    } else if ((await listFollowers(tx, picture.id)).length > 0) {
      await disownPicture(tx, picture.id, NOBODY)
    }
  }
  const { ids, hashes } = await deletePicturesOf(tx, owner)
  const former = `former:${randomUUID()}`
  await renameInAudit(tx, owner, former)
  const at = new Date(services.clock.now())
  await recordAudit(tx, { actor: former, action: 'account.delete', target: former }, at)
  await deleteUser(tx, userId)
  return { changed: [...others, ...ids], hashes }
}

/** Forgets those images that nobody needs any more, and returns them: their bytes can go. */
async function releaseImages({ clock }: DeletionServices, tx: Session, hashes: readonly string[]) {
  const orphans: string[] = []
  for (const hash of hashes) {
    await deleteExpiredEntries(tx, hash, new Date(clock.now()))
    if (await isImageUsed(tx, hash)) continue
    await deleteImage(tx, hash)
    orphans.push(hash)
  }
  return orphans
}
