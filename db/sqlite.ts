import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import type { Database } from './database.ts'
import { newestMigration, refuseNewerDatabase } from './migrations.ts'
import { sqliteTables } from './schema.sqlite.ts'
import { createWriter } from './shared-commits.ts'

const MIGRATIONS = fileURLToPath(new URL('./migrations/sqlite', import.meta.url))

/** Older ones can corrupt a WAL file when it is reset while a reader looks on (sqlite.org/wal.html, fixed in 3.51.3). */
const OLDEST_SAFE_SQLITE = '3.51.3'

/**
 * Opens (and makes) the SQLite file, checks it and brings its tables up to date. One connection writes, one write after
 * another, those that wait together in one commit; another reads. Throws a plain Error that says what to do if the file
 * cannot be used. `gather: false` lets a write begin at once, not when its turn of the event loop ends: for virtual time.
 */
export function openSqlite(path: string, { gather = true }: { gather?: boolean } = {}): Database {
  const connection = openCurrent(path)
  const reader = connect(path)
  reader.pragma('query_only = on')
  const dataVersion = connection.prepare<[], number>('pragma data_version').pluck()
  const db = drizzle(connection)
  const listeners: ((pictureIds: ReadonlySet<string>) => void)[] = []
  const writer = createWriter(connection, {
    gather,
    onCommit: (changed) => {
      for (const listener of listeners) listener(changed)
    },
  })

  return {
    dialect: 'sqlite',
    read: { db: drizzle(reader), tables: sqliteTables },
    write: (fn, options) => writer.write((changes) => fn({ db, tables: sqliteTables, ...changes }), options),
    onChanged: (listener) => void listeners.push(listener),
    outsideVersion: () => dataVersion.get() ?? 0,
    async close() {
      await writer.idle()
      reader.close()
      connection.close()
    },
  }
}

/** A connection to a file that is sound, not newer than this code, and has today's tables. */
function openCurrent(path: string): Sqlite.Database {
  let connection: Sqlite.Database | undefined
  try {
    mkdirSync(dirname(path), { recursive: true })
    connection = connect(path)
    refuseOldSqlite(connection.prepare<[], string>('select sqlite_version()').pluck().get() ?? '0')
    const check = connection.pragma('quick_check(1)', { simple: true })
    if (check !== 'ok') throw new Error(damaged(path, String(check).replace(/\s+/g, ' ')))
    refuseNewerDatabase(path, appliedMigration(connection), newestMigration(MIGRATIONS))
    migrateOnce(connection)
    return connection
  } catch (error) {
    connection?.close()
    throw clearly(path, error)
  }
}

/** Throws if `version` is one that can corrupt the file. */
export function refuseOldSqlite(version: string) {
  if (version.localeCompare(OLDEST_SAFE_SQLITE, 'en', { numeric: true }) < 0) {
    throw new Error(`SQLite ${version} is older than ${OLDEST_SAFE_SQLITE}: run npm ci to get the one this needs`)
  }
}

/** Another process may migrate the same file at this moment (the server and a command line tool): then it is done. */
function migrateOnce(connection: Sqlite.Database) {
  const db = drizzle(connection)
  try {
    migrate(db, { migrationsFolder: MIGRATIONS })
  } catch (error) {
    if (appliedMigration(connection) !== newestMigration(MIGRATIONS)) throw error
  }
}

function connect(path: string) {
  const connection = new Sqlite(path)
  try {
    connection.pragma('busy_timeout = 5000')
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL') // NORMAL may forget a charge at power loss
    connection.pragma('foreign_keys = on')
    connection.pragma('wal_autocheckpoint = 8000') // 32 MB: copying back eight times as seldom takes a fifth off a write
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function appliedMigration(connection: Sqlite.Database): number {
  const exists = connection.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get()
  if (!exists) return 0
  const row = connection
    .prepare<[], { at: number | null }>('select max(created_at) as at from __drizzle_migrations')
    .get()
  return Number(row?.at ?? 0)
}

const damaged = (path: string, why: string) => `the database ${path} is damaged (${why}): restore it from a backup`

/** What SQLite and the system say, as one line that names the file and what to do. */
function clearly(path: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error
  const code = String(error.code)
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return new Error(damaged(path, error.message), { cause: error })
  if (/^(SQLITE_(CANTOPEN|READONLY|IOERR|FULL|BUSY)|E[A-Z]+$)/.test(code)) {
    const what = `the database ${path} cannot be opened (${code}): look whether its folder exists, can be written and has room`
    return new Error(what, { cause: error })
  }
  return error
}
