import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Mutex } from 'async-mutex'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { AppError } from '../server/errors.ts'
import type { Database } from './database.ts'
import { newestMigration, refuseNewerDatabase } from './migrations.ts'
import { sqliteTables } from './schema.sqlite.ts'

const MIGRATIONS = fileURLToPath(new URL('./migrations/sqlite', import.meta.url))

/** Older ones can corrupt a WAL file when it is reset while a reader looks on (sqlite.org/wal.html, fixed in 3.51.3). */
const OLDEST_SAFE_SQLITE = '3.51.3'

/**
 * Opens (and makes) the SQLite file, checks it and brings its tables up to date. One connection writes, behind a mutex
 * and BEGIN IMMEDIATE; another reads. Throws a plain Error that says what to do if the file cannot be used.
 */
export function openSqlite(path: string): Database {
  mkdirSync(dirname(path), { recursive: true })
  const writer = connect(path)
  const version = writer.prepare<[], { v: string }>('select sqlite_version() as v').get()?.v ?? '0'
  if (version.localeCompare(OLDEST_SAFE_SQLITE, 'en', { numeric: true }) < 0) {
    throw new Error(`SQLite ${version} is older than ${OLDEST_SAFE_SQLITE}: run npm ci to get the one this needs`)
  }
  const check = writer.pragma('quick_check', { simple: true })
  if (check !== 'ok') throw new Error(`the database ${path} is damaged (${check}): restore it from a backup`)
  refuseNewerDatabase(path, appliedMigration(writer), newestMigration(MIGRATIONS))
  const writerDb = drizzle(writer)
  migrate(writerDb, { migrationsFolder: MIGRATIONS })

  const reader = connect(path)
  reader.pragma('query_only = on')
  const mutex = new Mutex()
  const dataVersion = writer.prepare<[], number>('pragma data_version').pluck()
  const session = { db: writerDb, tables: sqliteTables }

  return {
    dialect: 'sqlite',
    read: { db: drizzle(reader), tables: sqliteTables },
    async write(fn) {
      return await mutex.runExclusive(async () => {
        try {
          writer.exec('BEGIN IMMEDIATE')
          const result = await fn(session)
          writer.exec('COMMIT')
          return result
        } catch (error) {
          if (writer.inTransaction) writer.exec('ROLLBACK')
          throw asStorageError(error)
        }
      })
    },
    outsideVersion: () => dataVersion.get() ?? 0,
    async close() {
      await mutex.runExclusive(async () => {
        reader.close()
        writer.close()
      })
    },
  }
}

function connect(path: string) {
  const connection = new Sqlite(path)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL') // NORMAL may forget a charge at power loss
  connection.pragma('foreign_keys = on')
  connection.pragma('busy_timeout = 5000')
  return connection
}

function appliedMigration(connection: Sqlite.Database): number {
  const exists = connection.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get()
  if (!exists) return 0
  const row = connection
    .prepare<[], { at: number | null }>('select max(created_at) as at from __drizzle_migrations')
    .get()
  return Number(row?.at ?? 0)
}

const STORAGE_TROUBLE = /^SQLITE_(FULL|READONLY|IOERR|CANTOPEN|BUSY)/

function asStorageError(error: unknown): unknown {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string' && STORAGE_TROUBLE.test(e.code)) {
      return new AppError(
        'capacity',
        'storage',
        `The service cannot write right now (${e.code}). Nothing was charged.`,
        {
          retryAfterSeconds: 10,
        },
      )
    }
  }
  return error
}
