import { and, count, desc, eq, gt, isNull, or } from 'drizzle-orm'
import type { Session } from '../database.ts'
import type { ApiToken } from '../tables.ts'

export async function insertToken(
  { db, tables }: Session,
  token: Pick<ApiToken, 'id' | 'userId' | 'name' | 'hash' | 'last4' | 'scopes' | 'expiresAt' | 'createdAt'>,
) {
  await db.insert(tables.apiTokens).values(token)
}

/** `hash`: SHA-256 of the whole token, hex. */
export async function findTokenByHash(
  { db, tables: { apiTokens } }: Session,
  hash: string,
): Promise<ApiToken | undefined> {
  const [row] = await db.select().from(apiTokens).where(eq(apiTokens.hash, hash))
  return row
}

export async function findToken({ db, tables: { apiTokens } }: Session, id: string): Promise<ApiToken | undefined> {
  const [row] = await db.select().from(apiTokens).where(eq(apiTokens.id, id))
  return row
}

/** Tokens, newest first, each with the email of the account it belongs to now; with `userId`, only that account's. */
export async function readTokens({ db, tables: { apiTokens, users } }: Session, userId?: string) {
  return await db
    .select({ token: apiTokens, email: users.email })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(userId === undefined ? undefined : eq(apiTokens.userId, userId))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
}

/** How many of an account's tokens may be used at `at`. */
export async function countLiveTokens(
  { db, tables: { apiTokens } }: Session,
  { userId, at }: { userId: string; at: Date },
): Promise<number> {
  const unended = or(isNull(apiTokens.expiresAt), gt(apiTokens.expiresAt, at))
  const [row] = await db
    .select({ live: count() })
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt), unended))
  return row?.live ?? 0
}

/** Hands an operator's token to an account, once: returns false if another account was first. */
export async function takeOverToken(
  { db, tables: { apiTokens } }: Session,
  { id, userId, at }: { id: string; userId: string; at: Date },
): Promise<boolean> {
  const rows = await db
    .update(apiTokens)
    .set({ userId, redeemedAt: at, expiresAt: null })
    .where(and(eq(apiTokens.id, id), isNull(apiTokens.redeemedAt), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id })
  return rows.length === 1
}

export async function markTokenRevoked({ db, tables: { apiTokens } }: Session, id: string, at: Date) {
  await db
    .update(apiTokens)
    .set({ revokedAt: at })
    .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
}

/** Revokes every token of an account. */
export async function revokeTokensOf({ db, tables: { apiTokens } }: Session, userId: string, at: Date) {
  const theirs = and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt))
  await db.update(apiTokens).set({ revokedAt: at }).where(theirs)
}

export async function markTokenUsed({ db, tables: { apiTokens } }: Session, id: string, at: Date) {
  await db.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id))
}
