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
  /** Inside a `write`: pictures changed by writes before it that share its commit. `read` does not see them yet, `db` does. */
  changedBefore?: ReadonlySet<string>
}

/** Every query that writes a picture says so here, for whoever keeps a copy (`onChanged`). */
export function noteChange(session: Session, pictureId: string) {
  session.changed?.add(pictureId)
}

/**
 * One database. `read` sees committed rows. `write` runs `fn` as one transaction, alone: all of it happens or none, and it
 * is on disk when the promise resolves. Writes that wait together may share a commit (shared-commits.ts), so a result or
 * a refusal is known only then. `fn` awaits queries only, never other I/O: every other writer waits for it. One that does
 * more, such as removing a file, asks to be `alone` in its commit. Nesting `write` would wait for itself.
 * Throws AppError `capacity/storage` when the disk is full, read-only or locked for too long.
 */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres'
  readonly read: Session
  write<T>(fn: (session: Session) => Promise<T>, options?: { alone?: boolean }): Promise<T>
  /** Tells which pictures a `write` changed, at the moment it is committed: before anybody can read what it wrote. Must not throw. */
  onChanged(listener: (pictureIds: ReadonlySet<string>) => void): void
  /** Changes whenever another process has written (a command line tool, say): what is cached here may be stale. */
  outsideVersion(): number
  close(): Promise<void>
}
