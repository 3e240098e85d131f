import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { Database, Db } from './database.ts'
import { newestMigration, refuseNewerDatabase } from './migrations.ts'
import { postgresTables } from './schema.postgres.ts'
import { asStorageError } from './storage-trouble.ts'

const MIGRATIONS = fileURLToPath(new URL('./migrations/postgres', import.meta.url))

/** The same database on Postgres. In-process PGlite today, which keeps the second dialect real until a fleet needs it. */
export async function openPglite(client: PGlite): Promise<Database> {
  const db = drizzle(client)
  const applied = await db
    .execute<{ at: string | null }>(sql`select max(created_at) as at from drizzle.__drizzle_migrations`)
    .then((result) => Number(result.rows[0]?.at ?? 0))
    .catch(() => 0) // no such table yet: nothing was applied
  refuseNewerDatabase('on Postgres', applied, newestMigration(MIGRATIONS))
  await migrate(db, { migrationsFolder: MIGRATIONS })
  const listeners: ((pictureIds: ReadonlySet<string>) => void)[] = []
  return {
    dialect: 'postgres',
    read: { db: asDb(db), tables: postgresTables },
    async write(fn) {
      const changed = new Set<string>()
      try {
        const result = await db.transaction((tx) => fn({ db: asDb(tx), tables: postgresTables, changed }))
        if (changed.size > 0) for (const listener of listeners) listener(changed)
        return result
      } catch (error) {
        throw asStorageError(error)
      }
    },
    onChanged: (listener) => void listeners.push(listener),
    outsideVersion: () => 0, // PGlite lives in one process
    close: () => client.close(),
  }
}

/** Both dialects' builders answer the calls in `Db`; columns.postgres.ts says why the SQLite types speak for the two. */
function asDb(db: object): Db {
  return db as Db
}
