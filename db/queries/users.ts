import { eq, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import type { User } from '../tables.ts'

/** Returns false, and inserts nothing, if the email already has an account. */
export async function insertUser(
  { db, tables: { users } }: Session,
  user: { id: string; email?: string; emailConfirmedAt?: Date; name?: string; passwordHash?: string; createdAt: Date },
): Promise<boolean> {
  const rows = await db
    .insert(users)
    .values(user)
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id })
  return rows.length === 1
}

export async function findUser({ db, tables: { users } }: Session, userId: string): Promise<User | undefined> {
  const [row] = await db.select().from(users).where(eq(users.id, userId))
  return row
}

/** `email` in the form normaliseEmail gives it. */
export async function findUserByEmail({ db, tables: { users } }: Session, email: string): Promise<User | undefined> {
  const [row] = await db.select().from(users).where(eq(users.email, email))
  return row
}

/**
 * Inside a `write`: nobody else changes what belongs to this user until it ends. SQLite's writers are alone anyway;
 * on Postgres the row's lock sees to it. Returns the user, undefined if there is none.
 */
export async function lockUser({ db, tables: { users } }: Session, userId: string): Promise<User | undefined> {
  const [row] = await db
    .update(users)
    .set({ role: sql`${users.role}` })
    .where(eq(users.id, userId))
    .returning()
  return row
}

/** Ends every session of the user: each carries the version it was made with. */
export async function raiseSessionVersion({ db, tables: { users } }: Session, userId: string) {
  await db
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId))
}

/** Changes the user's own columns; sessions stay as they are. */
export async function updateUser(
  { db, tables: { users } }: Session,
  userId: string,
  set: Partial<Pick<User, 'email' | 'emailConfirmedAt' | 'name' | 'passwordHash' | 'role' | 'disabledAt'>>,
) {
  await db.update(users).set(set).where(eq(users.id, userId))
}

/** Forgets a user, with everything that belongs to nobody else: tokens, subscriptions, links, letters, provider links. */
export async function deleteUser({ db, tables: { users } }: Session, userId: string) {
  await db.delete(users).where(eq(users.id, userId))
}
