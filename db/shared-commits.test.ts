import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Db, Session } from './database.ts'
import { findPicture, insertPicture } from './queries/pictures.ts'
import { pictureRow } from './queries/rows.fixture.ts'
import { takeUnits } from './queries/usage.ts'
import { openSqlite } from './sqlite.ts'
import { temporaryFolder } from './temporary.fixture.ts'

const connectionOf = ({ db }: Session) => (db as Db & { $client: Sqlite.Database }).$client

/** A file, and what its writer was told to do: one COMMIT is one wait for the disk. */
async function open() {
  const path = join(temporaryFolder(), 'drawbridge.sqlite')
  const database = openSqlite(path)
  onTestFinished(() => database.close())
  const connection = await database.write(async (session) => connectionOf(session))
  const exec = vi.spyOn(connection, 'exec')
  const commits = () => exec.mock.calls.filter(([statement]) => statement === 'COMMIT').length
  const ids = async ({ db, tables } = database.read) =>
    (await db.select().from(tables.pictures)).map((row) => row.words)
  const insert = (words: string) => database.write((session) => insertPicture(session, pictureRow({ words })))
  return { path, database, exec, commits, ids, insert }
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i))

test('writes that wait together share a commit, and come in the order they were asked for', async () => {
  const { insert, commits, ids } = await open()
  const ended: string[] = []
  await Promise.all(numbers(20).map((n) => insert(n).then(() => ended.push(n))))
  expect(commits()).toBeLessThan(10)
  expect([ended, await ids()]).toEqual([numbers(20), numbers(20)])
})

test('one of ten that throws takes back what it did, and nothing of the other nine', async () => {
  const { database, insert, ids, commits } = await open()
  const told: number[] = []
  database.onChanged((changed) => told.push(changed.size))
  const bad = async (session: Session) => {
    await insertPicture(session, pictureRow({ words: 'bad' }))
    throw new Error('after all, no')
  }
  const writes = numbers(10).map((n) => (n === '4' ? database.write(bad) : insert(n)))
  const results = await Promise.allSettled(writes)
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual(numbers(10).map((n) => n !== '4'))
  expect(results[4]).toMatchObject({ reason: { message: 'after all, no' } })
  expect(await ids()).toEqual(numbers(10).filter((n) => n !== '4'))
  expect(told).toEqual(Array(9).fill(1))
  expect(commits()).toBeLessThan(5)
})

test('a write sees those before it as if committed, readers do not, and it is told which pictures those changed', async () => {
  const { database, ids } = await open()
  const first = pictureRow({ words: 'first' })
  const one = database.write((session) => insertPicture(session, first))
  const two = database.write(async (session) => [await ids(session), await ids(), [...(session.changedBefore ?? [])]])
  expect(await two).toEqual([['first'], [], [first.id]])
  await one
  const later = await database.write(async ({ changedBefore }) => [...(changedBefore ?? [])])
  expect(later).toEqual([])
})

test('nothing is told, and no promise settles, before it is committed; all is told before anybody goes on', async () => {
  const { database, path, exec } = await open()
  const other = new Sqlite(path, { readonly: true })
  onTestFinished(() => void other.close())
  const committed = () => other.prepare<[], number>('select count(*) from pictures').pluck().get()
  const heard: unknown[] = []
  database.onChanged(([id]) => heard.push(['told', id, committed()]))
  const settled = (name: string) => () => heard.push([name, committed()])
  const writes = [
    database.write((session) => insertPicture(session, pictureRow({ id: 'a' }))).then(settled('a')),
    database.write(() => Promise.reject(new Error('refused'))).catch(settled('refused')),
    database.write((session) => insertPicture(session, pictureRow({ id: 'b' }))).then(settled('b')),
  ]
  await Promise.all(writes)
  expect(exec.mock.calls.filter(([statement]) => statement === 'COMMIT')).toHaveLength(1)
  expect(heard).toEqual([
    ['told', 'a', 2],
    ['told', 'b', 2],
    ['a', 2],
    ['refused', 2],
    ['b', 2],
  ])
})

test('a commit that fails refuses all that shared it as storage, tells nothing, and the next one goes on', async () => {
  const { database, exec, insert, ids } = await open()
  const told = vi.fn()
  database.onChanged(told)
  const real = exec.getMockImplementation()
  exec.mockImplementation(function (this: Sqlite.Database, statement) {
    if (statement === 'COMMIT') throw new Sqlite.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC')
    return Sqlite.prototype.exec.call(this, statement)
  })
  const refused = () => database.write(() => Promise.reject(new Error('a refusal that rests on what is gone now')))
  const results = await Promise.allSettled([insert('a'), refused(), insert('b')])
  expect(results).toEqual(
    Array(3).fill({ status: 'rejected', reason: expect.objectContaining({ kind: 'capacity', reason: 'storage' }) }),
  )
  expect([await ids(), told.mock.calls]).toEqual([[], []])
  exec.mockImplementation(real ?? Sqlite.prototype.exec)
  await insert('c')
  expect(await ids()).toEqual(['c'])
})

test('a commit that SQLite itself refuses leaves nothing of anybody', async () => {
  const { database, insert, ids } = await open()
  const orphan = database.write(async (session) => {
    connectionOf(session).pragma('defer_foreign_keys = on')
    await insertPicture(session, pictureRow({ imageHash: 'no such image' }))
  })
  const results = await Promise.allSettled([insert('a'), orphan, insert('b')])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(await ids()).toEqual([])
})

test('one that is to be alone shares its commit with none', async () => {
  const { database, insert, ids, commits } = await open()
  const seen: unknown[] = []
  const alone = () => database.write(async () => seen.push(await ids()), { alone: true })
  await Promise.all([insert('a'), insert('b'), alone(), insert('c'), insert('d')])
  expect(seen).toEqual([['a', 'b']])
  expect(commits()).toBe(3)
})

test('500 takes at once on a limit of 5 give exactly 5, in a few commits', async () => {
  const { database, commits } = await open()
  const counter = { subject: 'ip:a', policy: 'free', day: '2026-03-01', units: 1, limit: 5 }
  const takes = Array.from({ length: 500 }, () => database.write((session) => takeUnits(session, counter)))
  const taken = (await Promise.all(takes)).filter((used) => used !== undefined)
  expect(taken).toHaveLength(5)
  expect(commits()).toBeLessThan(100)
})

test('a write can begin the next one as soon as it ends, and closing waits for both', async () => {
  const { database, insert, path } = await open()
  let second: Promise<unknown> | undefined
  void insert('a').then(() => {
    second = insert('b')
  })
  await database.close()
  await second
  const again = openSqlite(path)
  onTestFinished(() => again.close())
  expect(await again.read.db.$count(again.read.tables.pictures)).toBe(2)
})

test('what was promised before a kill is there afterwards', async () => {
  const path = join(temporaryFolder(), 'drawbridge.sqlite')
  const from = (name: string) => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)))
  const code = `
    import { openSqlite } from ${from('./sqlite.ts')}
    import { insertPicture } from ${from('./queries/pictures.ts')}
    import { pictureRow } from ${from('./queries/rows.fixture.ts')}
    const database = openSqlite(${JSON.stringify(path)})
    const one = async () => {
      for (;;) {
        const row = pictureRow()
        await database.write((session) => insertPicture(session, row))
        process.stdout.write(row.id + '\\n')
      }
    }
    for (let i = 0; i < 30; i++) one()`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code])
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
    if (said.length > 37 * 500) child.kill('SIGKILL')
  })
  await once(child, 'close')
  const promised = said.split('\n').slice(0, -1)
  const { read, close } = openSqlite(path)
  onTestFinished(() => close())
  expect(promised.length).toBeGreaterThan(400)
  for (const id of promised) expect(await findPicture(read, id)).toBeDefined()
})
