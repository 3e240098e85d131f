import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Tables } from './tables.ts'

/** What a query is given: drizzle over either dialect, awaited always (`.get()`, `.all()` and `.run()` exist on SQLite only). */
export type Db = Omit<BetterSQLite3Database, 'get' | 'all' | 'run' | 'transaction'>

/** A connection for one statement or many, with the tables of its dialect beside it. */
export type Session = { db: Db; tables: Tables }

/**
 * One database. `read` sees committed rows. `write` runs `fn` in one transaction, alone: all of it happens or none.
 * `fn` awaits queries only, never other I/O: every other writer waits for it. Nesting `write` would wait for itself.
 * Throws AppError `capacity/storage` when the disk is full, read-only or locked for too long.
 */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres'
  readonly read: Session
  write<T>(fn: (session: Session) => Promise<T>): Promise<T>
  /** Changes whenever another process has written (a command line tool, say): what is cached here may be stale. */
  outsideVersion(): number
  close(): Promise<void>
}
