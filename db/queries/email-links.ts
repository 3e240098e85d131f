import { and, eq, gt, lte } from 'drizzle-orm'
import type { Session } from '../database.ts'
import type { EmailLink, LinkPurpose } from '../tables.ts'

/** Keeps a link by its hash; those that have ended are forgotten meanwhile. */
export async function insertEmailLink({ db, tables: { emailLinks } }: Session, link: EmailLink) {
  await db.delete(emailLinks).where(lte(emailLinks.expiresAt, link.createdAt))
  await db.insert(emailLinks).values(link)
}

type Sought = { hash: string; purpose: LinkPurpose; now: Date }

const isOpen = ({ emailLinks }: Session['tables'], { hash, purpose, now }: Sought) =>
  and(eq(emailLinks.hash, hash), eq(emailLinks.purpose, purpose), gt(emailLinks.expiresAt, now))

/** The link, if it was not used and has not ended. */
export async function findEmailLink({ db, tables }: Session, sought: Sought): Promise<EmailLink | undefined> {
  const [link] = await db.select().from(tables.emailLinks).where(isOpen(tables, sought))
  return link
}

/** Uses a link up, with all others of its purpose and account: it opens nothing again. Undefined if it was used or has ended. */
export async function useEmailLink({ db, tables }: Session, sought: Sought): Promise<EmailLink | undefined> {
  const { emailLinks } = tables
  const [link] = await db.delete(emailLinks).where(isOpen(tables, sought)).returning()
  if (link) await endEmailLinks({ db, tables }, link)
  return link
}

/** Ends an account's links of one purpose. */
export async function endEmailLinks(
  { db, tables: { emailLinks } }: Session,
  { userId, purpose }: Pick<EmailLink, 'userId' | 'purpose'>,
) {
  await db.delete(emailLinks).where(and(eq(emailLinks.userId, userId), eq(emailLinks.purpose, purpose)))
}
