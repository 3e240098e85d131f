import { and, eq, lt } from 'drizzle-orm'
import type { Session } from '../database.ts'

export type KeyUse = { owner: string; key: string; id: string; fingerprint: string; createdAt: Date }

/**
 * Writes down that a key is used, unless it is in use already. Returns what the key stands for either way: the use that
 * was first, with the pictures it was answered with. Uses from before `since` are forgotten.
 */
export async function claimKey({ db, tables: { idempotencyKeys } }: Session, use: KeyUse, since: Date) {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, since))
  await db.insert(idempotencyKeys).values(use).onConflictDoNothing()
  const [row] = await db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.owner, use.owner), eq(idempotencyKeys.key, use.key)))
  if (!row) throw new Error('a key that was just claimed is gone')
  return row
}

/** Notes which pictures a use of a key was answered with. */
export async function noteKeyAnswer(
  { db, tables: { idempotencyKeys } }: Session,
  { owner, key, id }: Pick<KeyUse, 'owner' | 'key' | 'id'>,
  pictures: string[],
) {
  const use = and(eq(idempotencyKeys.owner, owner), eq(idempotencyKeys.key, key), eq(idempotencyKeys.id, id))
  await db.update(idempotencyKeys).set({ pictures }).where(use)
}
