import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Tables } from './tables.ts'

/** What a query is given: drizzle over either dialect, awaited always (`.get()`, `.all()` and `.run()` exist on SQLite only). */
export type Db = Omit<BetterSQLite3Database, 'get' | 'all' | 'run' | 'transaction'>

/** A connection for one statement or many, with the tables of its dialect beside it. */
export type Session = {
  db: Db
  tables: Tables
  /** Inside a `write`: the pictures it inserted, changed or deleted so far. */
  changed?: Set<string>
}

/** Every query that writes a picture says so here, for whoever keeps a copy (`onChanged`). */
export function noteChange(session: Session, pictureId: string) {
  session.changed?.add(pictureId)
}

/**
 * One database. `read` sees committed rows. `write` runs `fn` in one transaction, alone: all of it happens or none.
 * `fn` awaits queries only, never other I/O: every other writer waits for it. Nesting `write` would wait for itself.
 * Throws AppError `capacity/storage` when the disk is full, read-only or locked for too long.
 */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres'
  readonly read: Session
  write<T>(fn: (session: Session) => Promise<T>): Promise<T>
  /** Tells which pictures a `write` changed, at the moment it is committed: before anybody can read what it wrote. */
  onChanged(listener: (pictureIds: ReadonlySet<string>) => void): void
  /** Changes whenever another process has written (a command line tool, say): what is cached here may be stale. */
  outsideVersion(): number
  close(): Promise<void>
}
