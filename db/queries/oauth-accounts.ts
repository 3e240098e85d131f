import { and, eq } from 'drizzle-orm'
import type { Session } from '../database.ts'

export type OauthIdentity = { provider: string; providerAccountId: string }

/** The account a provider's identity belongs to, if it has signed in here before. */
export async function findOauthUserId(
  { db, tables: { oauthAccounts } }: Session,
  { provider, providerAccountId }: OauthIdentity,
): Promise<string | undefined> {
  const [row] = await db
    .select({ userId: oauthAccounts.userId })
    .from(oauthAccounts)
    .where(and(eq(oauthAccounts.provider, provider), eq(oauthAccounts.providerAccountId, providerAccountId)))
  return row?.userId
}

export async function insertOauthAccount(
  { db, tables }: Session,
  { provider, providerAccountId }: OauthIdentity,
  userId: string,
  createdAt: Date,
) {
  await db.insert(tables.oauthAccounts).values({ provider, providerAccountId, userId, createdAt })
}
