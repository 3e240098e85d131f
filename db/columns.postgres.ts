import { bigint, boolean, index, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Columns } from './columns.sqlite.ts'

/**
 * The Postgres spelling of the same kit. The one cast between the dialects: both builders answer the same calls at run
 * time, and the query suite runs on both, so the SQLite types speak for the two.
 */
export const postgresColumns = {
  table: pgTable,
  text: (name: string) => text(name),
  integer: (name: string) => bigint(name, { mode: 'number' }),
  boolean: (name: string) => boolean(name),
  timestamp: (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 }),
  json: (name: string) => jsonb(name),
  primaryKey,
  index,
  uniqueIndex,
} as unknown as Columns
