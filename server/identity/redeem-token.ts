import type { Session } from '../../db/database.ts'
import { recordAudit } from '../../db/queries/audit.ts'
import { endSubscriptions, insertSubscription, readSubscriptions } from '../../db/queries/subscriptions.ts'
import { findTokenByHash, takeOverToken } from '../../db/queries/tokens.ts'
import { raiseSessionVersion, updateUser } from '../../db/queries/users.ts'
import type { ApiToken, Subscription } from '../../db/tables.ts'
import { AppError } from '../errors.ts'
import type { AccountServices } from './account-services.ts'
import type { Caller } from './caller.ts'
import type { IdentityServices } from './identity-services.ts'
import { premiumUntil } from './premium-until.ts'
import { requireSession } from './require-session.ts'
import { tokenHash } from './token-format.ts'
import { findUnredeemedGrant, grantSource } from './token-grant.ts'

export type Redeemed = { alreadyYours: boolean; premiumUntil: Date | null | undefined }

/**
 * The signed-in account takes over an operator's token: its remaining premium time, after what the account already has,
 * and the token itself, which draws on the account's quota from now on. Works once; the emptied service account is
 * disabled. Throws AppError `not-found/token-unknown`, `conflict/token-redeemed`, and what requireSession throws.
 */
export async function redeemToken(
  services: AccountServices & Pick<IdentityServices, 'refused'>,
  caller: Caller,
  { token }: { token: string },
): Promise<Redeemed> {
  const userId = requireSession(caller)
  try {
    return await redeem(services, userId, token)
  } catch (error) {
    if (error instanceof AppError) {
      services.refused.note({ by: 'token', why: `redeem ${error.reason}`, address: caller.address })
    }
    throw error
  }
}

async function redeem({ db, clock, invalidate }: AccountServices, userId: string, text: string): Promise<Redeemed> {
  const hash = tokenHash(text.trim())
  if (hash === undefined) throw unknown('This is not a whole token: copy it again, all 47 characters.')
  const now = clock.now()
  const { emptied, ...redeemed } = await db.write(async (tx) => {
    const token = await findTokenByHash(tx, hash)
    if (!token || token.revokedAt) throw unknown('This token is not known here, or was revoked.')
    if (token.userId === userId) {
      return { alreadyYours: true, premiumUntil: premiumUntil(await readSubscriptions(tx, userId), now) }
    }
    return await takeOver(tx, token, userId, now)
  })
  invalidate(userId)
  if (emptied) invalidate(emptied)
  return redeemed
}

async function takeOver(
  tx: Session,
  token: ApiToken,
  userId: string,
  now: number,
): Promise<Redeemed & { emptied?: string }> {
  const grant = await findUnredeemedGrant(tx, token)
  const at = new Date(now)
  if (token.redeemedAt) throw redeemedBefore()
  if (!grant) throw unknown('This token belongs to another account and cannot be redeemed.')
  if (grant.endsAt && grant.endsAt <= at) throw unknown('The time of this token is over: ask for a new one.')
  if (!(await takeOverToken(tx, { id: token.id, userId, at }))) throw redeemedBefore()
  const period = appended(await readSubscriptions(tx, userId), grant, now)
  await insertSubscription(tx, { userId, source: grantSource(token.id), ...period }, at)
  await endSubscriptions(tx, { userId: token.userId, at })
  await updateUser(tx, token.userId, { disabledAt: at })
  await raiseSessionVersion(tx, token.userId)
  await recordAudit(tx, { actor: `user:${userId}`, action: 'token.redeem', target: `token:${token.id}` }, at)
  const until = premiumUntil(await readSubscriptions(tx, userId), now)
  return { alreadyYours: false, premiumUntil: until, emptied: token.userId }
}

/** The grant's remaining time, beginning when what the account has ends; beside it where that never ends. */
function appended(existing: readonly Subscription[], grant: Subscription, now: number) {
  const startsAt = premiumUntil(existing, now) ?? new Date(now)
  const endsAt = grant.endsAt && new Date(startsAt.getTime() + grant.endsAt.getTime() - now)
  return { startsAt, endsAt }
}

const unknown = (detail: string) => new AppError('not-found', 'token-unknown', detail, { field: 'token' })
const redeemedBefore = () =>
  new AppError('conflict', 'token-redeemed', 'Another account has redeemed this token.', { field: 'token' })
