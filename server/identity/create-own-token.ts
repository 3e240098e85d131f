import { v7 as uuid } from 'uuid'
import { recordAudit } from '../../db/queries/audit.ts'
import { countLiveTokens, insertToken } from '../../db/queries/tokens.ts'
import { lockUser } from '../../db/queries/users.ts'
import { AppError } from '../errors.ts'
import type { AccountServices } from './account-services.ts'
import type { Caller } from './caller.ts'
import { requireSession } from './require-session.ts'
import { SCOPES, type Scope } from './scopes.ts'
import { mintToken } from './token-format.ts'
import { tokenName } from './token-name.ts'

const DAY_MS = 86_400_000
export const TOKENS_PER_ACCOUNT = 10

/**
 * A new token of the signed-in account, for `days` (null: without end). It draws on the account's quota and is in the
 * answer and nowhere else. Throws AppError `conflict/token-count` beyond 10 live ones, `invalid/input`, and what
 * requireSession throws.
 */
export async function createOwnToken(
  { db, clock }: Pick<AccountServices, 'db' | 'clock'>,
  caller: Caller,
  input: { name: string; scopes: readonly Scope[]; days: number | null },
): Promise<{ id: string; token: string; last4: string; expiresAt: Date | null }> {
  const userId = requireSession(caller)
  const name = tokenName(input.name)
  const scopes = SCOPES.filter((scope) => input.scopes.includes(scope))
  if (scopes.length === 0) {
    throw new AppError('invalid', 'input', 'Give the token at least one scope: draw or read.', { field: 'scopes' })
  }
  const { token, ...kept } = mintToken()
  const id = uuid()
  const at = new Date(clock.now())
  const expiresAt = input.days === null ? null : new Date(clock.now() + input.days * DAY_MS)
  await db.write(async (tx) => {
    await lockUser(tx, userId)
    if ((await countLiveTokens(tx, { userId, at })) >= TOKENS_PER_ACCOUNT) throw tooMany()
    await insertToken(tx, { id, userId, name, ...kept, scopes, expiresAt, createdAt: at })
    await recordAudit(tx, { actor: `user:${userId}`, action: 'token.create', target: `token:${id}` }, at)
  })
  return { id, token, last4: kept.last4, expiresAt }
}

const tooMany = () =>
  new AppError(
    'conflict',
    'token-count',
    `An account holds at most ${TOKENS_PER_ACCOUNT} tokens: revoke one you no longer use.`,
    { limit: TOKENS_PER_ACCOUNT, used: TOKENS_PER_ACCOUNT, remaining: 0 },
  )
