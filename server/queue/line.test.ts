import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '../../db/database.ts'
import { deletePicture, insertPicture, type NewPicture, updatePicture } from '../../db/queries/pictures.ts'
import { claim, finishClaim, listWaiting, returnClaim } from '../../db/queries/queue.ts'
import { pictureRow } from '../../db/queries/rows.fixture.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { createLine, type Line } from './line.ts'

function open(folder = temporaryFolder()) {
  const db = openSqlite(join(folder, 'drawbridge.sqlite'))
  onTestFinished(() => db.close())
  const insert = (set: Partial<NewPicture> = {}) => db.write((s) => insertPicture(s, pictureRow(set)))
  return { db, folder, insert }
}

/** The line says of everybody who waits what counting the rows says. */
async function expectTheRows(db: Database, line: Line) {
  await line.refresh()
  const rows = await listWaiting(db.read)
  expect(line.size).toBe(rows.length)
  for (const row of rows) {
    const lane = rows.filter((other) => other.lane === row.lane)
    expect(line.waiting(row.lane)).toBe(lane.length)
    expect(line.ahead(row)).toBe(lane.indexOf(row))
  }
}

test('the line is what the rows say after every kind of change', async () => {
  const { db, insert } = open()
  await insert({ turn: 3 })
  const line = createLine({ db })
  await expectTheRows(db, line)
  const [a, b, c] = [await insert({ turn: 1 }), await insert({ turn: 1 }), await insert({ lane: 'premium', turn: 0 })]
  const joined = await insert({ turn: null, leaderId: a.id })
  await expectTheRows(db, line)
  const taken = await db.write((s) => claim(s, { id: a.id, now: new Date(0), leaseUntil: new Date(1) }))
  await expectTheRows(db, line)
  if (taken) await db.write((s) => returnClaim(s, taken, { countAttempt: true }))
  await expectTheRows(db, line)
  await db.write((s) => updatePicture(s, b.id, { status: 'cancelled' }))
  await db.write((s) => updatePicture(s, joined.id, { leaderId: null, lane: 'premium', turn: 1 }))
  await expectTheRows(db, line)
  await db.write((s) => updatePicture(s, joined.id, { lane: 'free', turn: 2 }))
  await expectTheRows(db, line)
  const again = await db.write((s) => claim(s, { id: c.id, now: new Date(0), leaseUntil: new Date(1) }))
  if (again) await db.write((s) => finishClaim(s, again, { status: 'ready' }))
  await db.write((s) => deletePicture(s, joined.id))
  await expectTheRows(db, line)
  expect([line.size, line.waiting('premium')]).toEqual([2, 0])
})

test('those whose call failed are known apart, also to a transaction that is committed together with theirs', async () => {
  const { db, insert } = open()
  const line = createLine({ db })
  const [a, b] = [await insert({ turn: 1 }), await insert({ turn: 2 })]
  const taken = await db.write((s) => claim(s, { id: b.id, now: new Date(0), leaseUntil: new Date(1) }))
  await line.refresh()
  expect(line.tried('free')).toEqual([])
  const [, inside] = await Promise.all([
    db.write(async (s) => taken && (await returnClaim(s, taken, { countAttempt: true, failed: true }))),
    db.write(async (s) => (await line.seenBy(s)).tried('free')),
  ])
  await expectTheRows(db, line)
  expect(inside).toEqual([{ id: b.id, lane: 'free', turn: 2, tried: true }])
  expect(line.tried('free')).toEqual(inside)
  await db.write((s) => updatePicture(s, a.id, { status: 'cancelled' }))
  await db.write((s) => updatePicture(s, b.id, { status: 'cancelled' }))
  await expectTheRows(db, line)
  expect(line.tried('free')).toEqual([])
})

test('what a transaction took back was never in the line', async () => {
  const { db } = open()
  const line = createLine({ db })
  const refused = db.write(async (s) => {
    await insertPicture(s, pictureRow())
    await line.refresh()
    throw new Error('refused')
  })
  await expect(refused).rejects.toThrow('refused')
  await expectTheRows(db, line)
  expect(line.size).toBe(0)
})

test('what another process writes is seen', async () => {
  const { db, folder } = open()
  const line = createLine({ db })
  await line.refresh()
  await open(folder).insert()
  expect(line.isCurrent()).toBe(false)
  await expectTheRows(db, line)
  expect(line.size).toBe(1)
})

test('whoever joins is told of once, whatever else changes in its row', async () => {
  const { db, insert } = open()
  const onJoined = vi.fn()
  const line = createLine({ db, onJoined })
  await line.refresh()
  const { id } = await insert({ turn: 4 })
  await Promise.all([line.refresh(), line.refresh()])
  await db.write((s) => updatePicture(s, id, { words: 'others' }))
  await line.refresh()
  expect(onJoined.mock.calls).toEqual([[{ id, lane: 'free', turn: 4, tried: false }]])
})

test('a transaction sees in the line what will be committed together with it, and nobody else does', async () => {
  const { db, insert } = open()
  const [first, gone] = [await insert({ turn: 2 }), await insert({ turn: 3 })]
  const line = createLine({ db })
  await line.refresh()
  const joining = insert({ turn: 1 })
  const leaving = db.write((s) => deletePicture(s, gone.id))
  const moving = db.write((s) => updatePicture(s, first.id, { lane: 'premium' }))
  const seen = db.write(async (session) => {
    const view = await line.seenBy(session)
    const of = ({ size, waiting, ahead }: typeof view) => {
      const lanes = [waiting('free'), waiting('premium')]
      return [size, ...lanes, ahead({ id: '', lane: 'free', turn: 2 }), ahead({ id: '', lane: 'free', turn: 9 })]
    }
    return { inside: of(view), outside: of(line) }
  })
  expect(await seen).toEqual({ inside: [2, 1, 1, 1, 1], outside: [2, 2, 0, 0, 2] })
  await Promise.all([joining, leaving, moving])
  await expectTheRows(db, line)
})

test('a line that could not be read is read again, all of it', async () => {
  const { db, insert } = open()
  let broken = false
  const shaky: Database = {
    ...db,
    get read() {
      if (broken) throw new Error('the disk is gone')
      return db.read
    },
  }
  const line = createLine({ db: shaky })
  await line.refresh()
  await insert()
  broken = true
  await expect(line.refresh()).rejects.toThrow('the disk is gone')
  broken = false
  await expectTheRows(db, line)
  expect(line.size).toBe(1)
})
