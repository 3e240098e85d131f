import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Database, Db, Session } from './database.ts'
import { insertPicture } from './queries/pictures.ts'
import { pictureRow } from './queries/rows.fixture.ts'
import { openSqlite, refuseOldSqlite } from './sqlite.ts'
import { temporaryFolder } from './temporary.fixture.ts'

const inFolder = () => join(temporaryFolder(), 'drawbridge.sqlite')
const openTemporary = (path = inFolder()) => {
  const database = openSqlite(path)
  onTestFinished(() => database.close())
  return database
}

/** The connection itself, to set what no query sets. */
const connectionOf = ({ db }: Session) => (db as Db & { $client: Sqlite.Database }).$client
const writerOf = async (database: Database) => connectionOf(await database.write(async (session) => session))

/** One line that says which file and what to do. */
const refusal = (path: string): string => {
  try {
    void openSqlite(path).close()
    return 'it opened'
  } catch (error) {
    return error instanceof Error ? error.message : 'no error'
  }
}

describe('opening', () => {
  test('makes the folder and the file, and keeps what is in it', async () => {
    const path = join(temporaryFolder(), 'not/yet/drawbridge.sqlite')
    const first = openSqlite(path)
    const picture = await first.write((session) => insertPicture(session, pictureRow()))
    await first.close()
    const { read } = openTemporary(path)
    expect(await read.db.select().from(read.tables.pictures)).toEqual([picture])
  })

  test('a file that is no database stops the start with one clear line', () => {
    const path = inFolder()
    writeFileSync(path, 'this is no database, whatever its name says. '.repeat(200))
    expect(refusal(path)).toMatch(/^the database .*drawbridge\.sqlite is damaged \(.+\): restore it from a backup$/)
  })

  test('a file that lost its end stops the start with one clear line', async () => {
    const path = inFolder()
    const whole = openSqlite(path)
    for (let i = 0; i < 200; i++) await whole.write((session) => insertPicture(session, pictureRow()))
    await whole.close()
    truncateSync(path, 4096 * 12)
    expect(refusal(path)).toMatch(/^the database .* is damaged \(.+\): restore it from a backup$/)
  })

  test('a file made by a newer Drawbridge stops the start with one clear line, and is left alone', async () => {
    const path = inFolder()
    await openSqlite(path).close()
    const raw = new Sqlite(path)
    raw.exec("insert into __drizzle_migrations (hash, created_at) values ('from tomorrow', 99999999999999)")
    raw.close()
    expect(refusal(path)).toMatch(/^the database .* was made by a newer Drawbridge: update this one/)
  })

  test('a place that cannot be written to stops the start with one clear line', () => {
    const file = inFolder()
    writeFileSync(file, '')
    expect(refusal(join(file, 'drawbridge.sqlite'))).toMatch(
      /^the database .* cannot be opened \(E[A-Z]+\): look whether/,
    )
    expect(refusal(temporaryFolder())).toMatch(/cannot be opened \(SQLITE_CANTOPEN.*\): look whether/)
  })

  test('an SQLite that can corrupt files is refused, a safe one is not', () => {
    expect(() => refuseOldSqlite('3.51.2')).toThrow(
      'SQLite 3.51.2 is older than 3.51.3: run npm ci to get the one this needs',
    )
    expect(() => refuseOldSqlite('3.9.9')).toThrow()
    for (const version of ['3.51.3', '3.52.0', '3.100.0', '4.0.0']) expect(() => refuseOldSqlite(version)).not.toThrow()
  })

  test('two processes may start on a new file at once', async () => {
    const path = inFolder()
    const sqlite = fileURLToPath(new URL('./sqlite.ts', import.meta.url))
    const code = `import { openSqlite } from ${JSON.stringify(sqlite)}; await openSqlite(${JSON.stringify(path)}).close()`
    const exits = [1, 2].map(async () => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: 'ignore' })
      return (await once(child, 'exit'))[0]
    })
    expect(await Promise.all(exits)).toEqual([0, 0])
  })
})

describe('an open database', () => {
  test('is durable and strict: WAL, full sync, foreign keys', async () => {
    const { read } = openTemporary()
    const pragma = (name: string) => connectionOf(read).pragma(name, { simple: true })
    expect(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(pragma)).toEqual(['wal', 2, 1, 5000])
  })

  test('is read by a connection that cannot write', async () => {
    const { read } = openTemporary()
    await expect((async () => insertPicture(read, pictureRow()))()).rejects.toThrow()
  })

  test('notices what another process wrote, and not what it wrote itself', async () => {
    const path = inFolder()
    const [own, other] = [openTemporary(path), openTemporary(path)]
    const before = own.outsideVersion()
    await own.write((session) => insertPicture(session, pictureRow()))
    expect(own.outsideVersion()).toBe(before)
    await other.write((session) => insertPicture(session, pictureRow()))
    expect(own.outsideVersion()).not.toBe(before)
    expect(own.outsideVersion()).toBe(own.outsideVersion())
  })

  const trouble = (code: string) => ({
    ...{ kind: 'capacity', reason: 'storage', facts: { retryAfterSeconds: 10 } },
    message: expect.stringContaining(code),
  })

  test('on a full disk a write is refused as storage, nothing is half written, and it goes on when there is room', async () => {
    const database = openTemporary()
    const writer = await writerOf(database)
    const pages = Number(writer.pragma('page_count', { simple: true }))
    writer.pragma(`max_page_count = ${pages + 2}`)
    const many = () =>
      database.write(async (session) => {
        for (let i = 0; i < 500; i++) await insertPicture(session, pictureRow())
      })
    await expect(many()).rejects.toMatchObject(trouble('SQLITE_FULL'))
    expect(await database.read.db.select().from(database.read.tables.pictures)).toEqual([])
    writer.pragma('max_page_count = 100000')
    await many()
    expect(await database.read.db.$count(database.read.tables.pictures)).toBe(500)
  })

  test('a write to what is read-only is refused as storage', async () => {
    const database = openTemporary()
    const writer = await writerOf(database)
    writer.pragma('query_only = on')
    const write = database.write((session) => insertPicture(session, pictureRow()))
    await expect(write).rejects.toMatchObject(trouble('SQLITE_READONLY'))
  })

  test('a file locked by another for too long is refused as storage', async () => {
    const path = inFolder()
    const database = openTemporary(path)
    const writer = await writerOf(database)
    writer.pragma('busy_timeout = 20')
    const other = new Sqlite(path)
    onTestFinished(() => void other.close())
    other.exec('BEGIN IMMEDIATE')
    await expect(database.write(async () => 1)).rejects.toMatchObject(trouble('SQLITE_BUSY'))
    other.exec('COMMIT')
    expect(await database.write(async () => 1)).toBe(1)
  })
})
