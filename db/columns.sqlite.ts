import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** The SQLite spelling of every column kind the tables use. Its type is the one all queries are checked against. */
export const sqliteColumns = {
  table: sqliteTable,
  text: (name: string) => text(name),
  integer: (name: string) => integer(name),
  boolean: (name: string) => integer(name, { mode: 'boolean' }),
  /** Milliseconds since the epoch, read and written as Date. */
  timestamp: (name: string) => integer(name, { mode: 'timestamp_ms' }),
  json: <T>(name: string) => text(name, { mode: 'json' }).$type<T>(),
  primaryKey,
  index,
  uniqueIndex,
}

export type Columns = typeof sqliteColumns
