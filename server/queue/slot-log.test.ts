import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listCalls } from '../../db/queries/upstream-calls.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { LIMIT, openPacer, openWarm } from './pacer.fixture.ts'

const HOUR_MS = 3_600_000
type Opened = Awaited<ReturnType<typeof openWarm>>

const newFile = () => openSqlite(join(temporaryFolder(), 'drawbridge.sqlite'))

/** All slots used and answered. */
async function useAll({ take, answered }: Opened) {
  for (let i = 0; i < LIMIT.calls; i++) await answered(await take())
}

/** Another process starts on the same file, `laterMs` later by any clock that does not step. */
async function restart(
  first: Opened,
  {
    laterMs = 0,
    stepMs = 0,
    epoch = first.clock.epoch,
    limit = LIMIT,
  }: { laterMs?: number; stepMs?: number; epoch?: string; limit?: typeof LIMIT } = {},
) {
  const monotonicMs = epoch === first.clock.epoch ? first.clock.monotonic() + laterMs : 7
  const clock = new FakeClock(first.clock.now() + laterMs + stepMs, { epoch, monotonicMs })
  return await openPacer({ db: first.db, clock, limit })
}

describe('a start', () => {
  test('without any log waits one window, and only once', async () => {
    const first = await openPacer({ db: newFile() })
    expect(first.pacer.opensInMs()).toBe(1_000)
    await first.clock.advance(400)
    const again = await restart(first)
    expect(again.pacer.opensInMs()).toBe(600)
    expect((await restart(first, { laterMs: 600 })).pacer.opensInMs()).toBe(0)
  })

  test('remembers what was counted', async () => {
    const first = await openWarm({ db: newFile() })
    await useAll(first)
    expect((await restart(first, { laterMs: 300 })).pacer.forecast()).toEqual([700, 700, 700])
  })

  test.each([HOUR_MS, -HOUR_MS, 25 * HOUR_MS, -25 * HOUR_MS])(
    'after the wall clock stepped by %i ms opens no slot sooner or later for it',
    async (stepMs) => {
      const first = await openWarm({ db: newFile() })
      await useAll(first)
      expect((await restart(first, { laterMs: 300, stepMs })).pacer.forecast()).toEqual([700, 700, 700])
    },
  )

  test('counts a call without an answer as late as it can have been sent, and its margin', async () => {
    const first = await openWarm({ db: newFile() })
    await first.take()
    expect((await restart(first, { laterMs: 300 })).pacer.forecast()).toEqual([0, 0, 10_000 - 300 + 1_100])
    expect((await restart(first, { laterMs: 11_100 })).pacer.forecast()).toEqual([0, 0, 0])
  })

  test('in a loop, each ended before it had an answer, never sends more than its slots', async () => {
    let opened = await openWarm({ db: newFile() })
    const sentAt: number[] = []
    for (let i = 0; i < 60; i++) {
      if (opened.pacer.opensInMs() === 0) sentAt.push((await opened.take()).sentAt)
      opened = await restart(opened, { laterMs: 700 })
    }
    expect(sentAt.length).toBeGreaterThan(3)
    for (const at of sentAt) {
      expect(sentAt.filter((other) => other >= at && other < at + LIMIT.windowMs).length).toBeLessThanOrEqual(
        LIMIT.calls,
      )
    }
  })

  test('with a lower limit waits until fewer are counted', async () => {
    const first = await openWarm({ db: newFile() })
    for (let i = 0; i < 3; i++) {
      await first.answered(await first.take())
      await first.clock.advance(100)
    }
    const again = await restart(first, { limit: { ...LIMIT, calls: 1 } })
    expect(again.pacer.opensInMs()).toBe(900) // all three must have left the window
  })

  test('of the machine counts what was called lately as of now, whatever the wall clock says', async () => {
    const first = await openWarm({ db: newFile() })
    await useAll(first)
    for (const stepMs of [0, HOUR_MS, -HOUR_MS]) {
      const again = await restart(first, { laterMs: 100, stepMs, epoch: `boot ${stepMs}` })
      expect(again.pacer.opensInMs()).toBe(LIMIT.windowMs + LIMIT.marginMs)
      const once = await restart(again, { laterMs: 700 })
      expect(once.pacer.opensInMs()).toBe(LIMIT.windowMs + LIMIT.marginMs - 700) // from the first start of this boot, not from each
    }
  })

  test('of the machine on another day waits for nothing', async () => {
    const first = await openWarm({ db: newFile() })
    await useAll(first)
    const again = await restart(first, { laterMs: 8 * HOUR_MS, epoch: 'the next morning' })
    expect(again.pacer.forecast()).toEqual([0, 0, 0])
  })

  test('after a 429 still waits as long as it was told to', async () => {
    const first = await openWarm({ db: newFile() })
    await first.pacer.freeze(60_000)
    expect((await restart(first, { laterMs: 10_000, stepMs: HOUR_MS })).pacer.opensInMs()).toBe(50_000)
  })
})

describe('two processes on one file', () => {
  async function openTwo() {
    const path = join(temporaryFolder(), 'drawbridge.sqlite')
    const clock = new FakeClock()
    const a = await openWarm({ db: openSqlite(path), clock })
    const b = await openPacer({ db: openSqlite(path), clock })
    return { a, b, clock }
  }

  test('share the slots: what one has used the other cannot', async () => {
    const { a, b } = await openTwo()
    const slots = [await a.take(), await b.take(), await a.take()]
    await expect(b.take()).rejects.toThrow('no slot is open')
    await expect(a.take()).rejects.toThrow('no slot is open')
    expect(a.pacer.shared && b.pacer.shared).toBe(true)
    for (const slot of [slots[0], slots[2]]) if (slot) await a.answered(slot)
    await b.pacer.refresh(b.db.read)
    expect(b.pacer.opensInMs()).toBe(1_000)
  })

  test('one that dies with calls out holds their slots no longer than they can have been sent', async () => {
    const { a, b, clock } = await openTwo()
    for (let i = 0; i < 3; i++) await a.take()
    await b.pacer.refresh(b.db.read)
    expect(b.pacer.opensInMs()).toBe(10_000 + 1_100)
    await clock.advance(11_100)
    await b.take()
    expect(b.pacer.shared).toBe(false)
  })

  test('a pause one was told to make is a pause of both', async () => {
    const { a, b } = await openTwo()
    await a.pacer.freeze(5_000)
    await b.pacer.refresh(b.db.read)
    expect(b.pacer.opensInMs()).toBe(5_000)
  })
})

test('the log does not grow: what can never matter again is forgotten', async () => {
  const { db, take, answered, clock } = await openWarm()
  for (let i = 0; i < 20; i++) {
    await answered(await take())
    await clock.advance(30_000)
  }
  expect((await listCalls(db.read, 'test')).length).toBeLessThanOrEqual(4)
})
