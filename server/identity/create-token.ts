import { v7 as uuid } from 'uuid'
import { recordAudit } from '../../db/queries/audit.ts'
import { insertSubscription } from '../../db/queries/subscriptions.ts'
import { insertToken } from '../../db/queries/tokens.ts'
import { insertUser } from '../../db/queries/users.ts'
import type { AccountServices } from './account-services.ts'
import { SCOPES } from './scopes.ts'
import { mintToken } from './token-format.ts'
import { grantSource } from './token-grant.ts'

const DAY_MS = 86_400_000

/**
 * The operator's gift: a service account of its own called `name`, premium for `days` from now (undefined: without end),
 * and its API token, which ends with the days unless an account redeems it. The token is in the answer and nowhere else.
 */
export async function createToken(
  { db, clock }: AccountServices,
  actor: string,
  { name, days }: { name: string; days?: number },
): Promise<{ id: string; token: string; endsAt: Date | null }> {
  const [id, userId] = [uuid(), uuid()]
  const { token, ...kept } = mintToken()
  const startsAt = new Date(clock.now())
  const endsAt = days === undefined ? null : new Date(clock.now() + days * DAY_MS)
  await db.write(async (tx) => {
    await insertUser(tx, { id: userId, name, createdAt: startsAt })
    await insertToken(tx, {
      id,
      userId,
      name,
      ...kept,
      scopes: [...SCOPES],
      expiresAt: endsAt,
      createdAt: startsAt,
    })
    await insertSubscription(tx, { userId, source: grantSource(id), startsAt, endsAt }, startsAt)
    await recordAudit(tx, { actor, action: 'token.create', target: `token:${id}` }, startsAt)
  })
  return { id, token, endsAt }
}
