import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { describe, expect, test } from 'vitest'
import { newestMigration, refuseNewerDatabase } from './migrations.ts'
import * as postgres from './schema.postgres.ts'
import * as sqlite from './schema.sqlite.ts'

const folder = (dialect: string) => fileURLToPath(new URL(`./migrations/${dialect}`, import.meta.url))

type Journal = { entries: { idx: number; when: number; tag: string }[] }
const journal = (dialect: string): Journal => JSON.parse(readFileSync(`${folder(dialect)}/meta/_journal.json`, 'utf8'))

/** The tables as the last migration left them, by drizzle-kit's own account. */
function lastSnapshot(dialect: string) {
  const last = journal(dialect).entries.at(-1)?.idx ?? 0
  return JSON.parse(readFileSync(`${folder(dialect)}/meta/${String(last).padStart(4, '0')}_snapshot.json`, 'utf8'))
}

describe('the migrations', () => {
  test('of SQLite lead to the tables as they are written down', async () => {
    const now = await generateSQLiteDrizzleJson({ ...sqlite })
    expect(await generateSQLiteMigration(lastSnapshot('sqlite'), now)).toEqual([])
  })

  test('of Postgres lead to the tables as they are written down', async () => {
    expect(await generateMigration(lastSnapshot('postgres'), generateDrizzleJson({ ...postgres }))).toEqual([])
  })

  test('would be found out of date: a table left out is a difference', async () => {
    const { auditLog: _, sqliteTables: __, ...fewer } = sqlite
    const changes = await generateSQLiteMigration(lastSnapshot('sqlite'), await generateSQLiteDrizzleJson(fewer))
    expect(changes.join()).toContain('audit_log')
  })

  test('are as many steps in both dialects, in the order of time', () => {
    const steps = ['sqlite', 'postgres'].map((dialect) => journal(dialect).entries.map(({ idx }) => idx))
    expect(steps[0]).toEqual(steps[1])
    for (const dialect of ['sqlite', 'postgres']) {
      const times = journal(dialect).entries.map(({ when }) => when)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(newestMigration(folder(dialect))).toBe(times.at(-1))
    }
  })

  test('really make every column of every table in SQLite, from nothing', () => {
    const raw = new Sqlite(':memory:')
    migrate(drizzle(raw), { migrationsFolder: folder('sqlite') })
    const tables = lastSnapshot('sqlite').tables as Record<string, { columns: object; indexes: object }>
    for (const [table, { columns, indexes }] of Object.entries(tables)) {
      const made = raw.prepare<[string], { name: string }>('select name from pragma_table_info(?)').all(table)
      expect(made.map(({ name }) => name).sort()).toEqual(Object.keys(columns).sort())
      const indexed = raw.prepare<[string], { name: string }>('select name from pragma_index_list(?)').all(table)
      expect(indexed.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(indexes)))
    }
    raw.close()
  })
})

test('only a database newer than this code is refused', () => {
  expect(() => refuseNewerDatabase('x', 0, 5)).not.toThrow()
  expect(() => refuseNewerDatabase('x', 5, 5)).not.toThrow()
  expect(() => refuseNewerDatabase('x', 6, 5)).toThrow('the database x was made by a newer Drawbridge')
})
