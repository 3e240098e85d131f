import type { AccountServices } from './account-services.ts'
import type { Caller } from './caller.ts'
import { findOwnToken } from './find-own-token.ts'
import { requireSession } from './require-session.ts'
import { revokeToken } from './revoke-token.ts'

/** Ends a token of the signed-in account at once. Throws what requireSession, findOwnToken and revokeToken throw. */
export async function revokeOwnToken(services: AccountServices, caller: Caller, { id }: { id: string }) {
  const ownerId = requireSession(caller)
  await findOwnToken(services.db.read, ownerId, id)
  return await revokeToken(services, `user:${ownerId}`, { id, ownerId })
}
