import { describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { insertNotice, listNotices } from '../../db/queries/notices.ts'
import type { Notice } from '../../db/tables.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { createMemoryEvents } from '../events/memory.ts'
import { until } from '../queue/until.fixture.ts'
import { createLog } from '../telemetry/log.ts'
import { type Attempt, createCourier } from './courier.ts'

type Send = (notice: Notice, signal: AbortSignal) => Promise<Attempt>

type Shared = { db?: Database; clock?: FakeClock; random?: () => number }

function opened(send: Send, { db = temporaryDatabase(), clock = new FakeClock(), random = () => 0.5 }: Shared = {}) {
  const events = createMemoryEvents()
  const carrier = { send, pausesMs: [1000, 5000], keep: 20 }
  const carriers = { webhook: carrier, push: carrier }
  const courier = createCourier({ db, clock, events, random, carriers, log: createLog('silent') })
  onTestFinished(() => courier.close())
  return { db, clock, events, courier }
}

const write = (db: Database, clock: FakeClock, id: string, owner = 'user:a') =>
  db.write((session) =>
    insertNotice(session, {
      ...{
        id,
        kind: 'webhook',
        owner,
        userId: null,
        type: 'picture.ready',
        pictureId: 'p',
        target: 'https://a.example/',
      },
      at: new Date(clock.now()),
    }),
  )
const states = async (db: Database) =>
  (await listNotices(db.read, { owner: 'user:a', kind: 'webhook', limit: 99 })).map(({ state }) => state)
const sent: Attempt = { outcome: 'sent', answer: 204 }

describe('the courier', () => {
  test('sends what was written when somebody says that a picture changed', async () => {
    const seen: string[] = []
    const { db, clock, events } = opened(async ({ id }) => {
      seen.push(id)
      return sent
    })
    await write(db, clock, 'a')
    events.publish('picture:p')
    await until('it is sent', async () => (await states(db))[0] === 'sent')
    events.publish('picture:p')
    expect(seen).toEqual(['a'])
    expect(clock.armed).toBe(0)
  })

  test('two at once on the same rows send none twice', async () => {
    const seen: string[] = []
    const send: Send = async ({ id }) => {
      seen.push(id)
      return sent
    }
    const first = opened(send)
    const second = opened(send, first)
    const ids = Array.from({ length: 30 }, (_, index) => `n${index}`)
    for (const id of ids) await write(first.db, first.clock, id, `user:${id}`)
    first.courier.wake()
    second.courier.wake()
    await until('all are sent', () => seen.length >= ids.length)
    await first.clock.advance(100_000)
    expect(seen.sort()).toEqual(ids.sort())
  })

  test('what a process was sending when it died is sent by another once its lease ends', async () => {
    let tries = 0
    const dead = opened((_notice, signal) => {
      tries++
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ outcome: 'aborted' })))
    })
    await write(dead.db, dead.clock, 'a')
    dead.courier.wake()
    await until('it is being sent', () => tries === 1)
    const heir = opened(async () => sent, dead)
    heir.courier.wake()
    await dead.clock.advance(29_000)
    expect(await states(dead.db)).toEqual(['waiting'])
    await dead.clock.advance(2000)
    await until('it is sent', async () => (await states(dead.db))[0] === 'sent')
  })

  test('stopped, breaks off what it sends, which the next start sends again as if never tried', async () => {
    let begun = false
    const first = opened((_notice, signal) => {
      begun = true
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ outcome: 'aborted' })))
    })
    await write(first.db, first.clock, 'a')
    first.courier.wake()
    await until('it is being sent', () => begun)
    await first.courier.close()
    expect(await listNotices(first.db.read, { owner: 'user:a', kind: 'webhook', limit: 1 })).toMatchObject([
      { state: 'waiting', attempts: 0, leaseUntil: null },
    ])
    opened(async () => sent, first).courier.wake()
    await until('it is sent', async () => (await states(first.db))[0] === 'sent')
  })

  test.each([
    [0, 800],
    [1, 1200],
  ])('a pause is jittered (%d: %d ms of 1000), and after the last it gives up', async (chance, pauseMs) => {
    let tries = 0
    const { db, clock, courier } = opened(
      async () => {
        tries++
        return { outcome: 'again', fault: 'unreachable' }
      },
      { random: () => chance },
    )
    await write(db, clock, 'a')
    courier.wake()
    const dueAt = async () => (await listNotices(db.read, { owner: 'user:a', kind: 'webhook', limit: 1 }))[0]?.dueAt
    const start = clock.now()
    await until('it is put off', async () => (await dueAt())?.getTime() === start + pauseMs)
    await clock.advance(pauseMs)
    await until('it was tried again', () => tries === 2)
    await clock.advance(6000)
    await until('it is given up', async () => (await states(db))[0] === 'given-up')
    expect(tries).toBe(3)
  })

  test('a receiver that asks for a longer pause gets it', async () => {
    const { db, clock, courier } = opened(async () => ({ outcome: 'again', answer: 429, retryAfterSeconds: 60 }))
    await write(db, clock, 'a')
    const start = clock.now()
    courier.wake()
    const dueAt = async () => (await listNotices(db.read, { owner: 'user:a', kind: 'webhook', limit: 1 }))[0]?.dueAt
    await until('it is put off', async () => (await dueAt())?.getTime() === start + 60_000)
  })

  test('one whose receiver is slow takes three at once, and keeps nobody else waiting', async () => {
    const slow: string[] = []
    const quick: string[] = []
    const { db, clock, courier } = opened((notice, signal) => {
      if (notice.owner !== 'user:a') {
        quick.push(notice.id)
        return Promise.resolve(sent)
      }
      slow.push(notice.id)
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ outcome: 'aborted' })))
    })
    for (let index = 0; index < 40; index++) await write(db, clock, `slow ${index}`)
    for (let index = 0; index < 5; index++) await write(db, clock, `quick ${index}`, 'user:b')
    courier.wake()
    await until('the others are sent', () => quick.length === 5)
    expect(slow).toHaveLength(3)
  })

  test('a carrier that breaks is tried again, and the courier goes on', async () => {
    let tries = 0
    const { db, clock, courier } = opened(async () => {
      tries++
      if (tries === 1) throw new Error('broken')
      return sent
    })
    await write(db, clock, 'a')
    courier.wake()
    await until(
      'it failed',
      async () => (await listNotices(db.read, { owner: 'user:a', kind: 'webhook', limit: 1 }))[0]?.fault === 'internal',
    )
    await clock.advance(1000)
    await until('it is sent', async () => (await states(db))[0] === 'sent')
  })
})
