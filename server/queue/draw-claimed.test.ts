import { describe, expect, test } from 'vitest'
import { readUsed } from '../../db/queries/usage.ts'
import { FakeClock, settle } from '../clock.fake.ts'
import { AppError } from '../errors.ts'
import { openQueue } from './queue.fixture.ts'
import { createScriptedUpstream } from './scripted-upstream.fixture.ts'
import { until } from './until.fixture.ts'

const LIMIT = { calls: 2, windowMs: 60_000, marginMs: 600 }

describe('when a call fails', () => {
  test('it is tried again in its place, and after three tries given up and refunded, if others fare better', async () => {
    const queue = await openQueue({ concurrency: 1 })
    const broken = await queue.enqueue('broken')
    const patient = await queue.enqueue('patient')
    const over = async () => {
      await until('the call is over', () => queue.dispatcher.inFlight === 0)
      await settle()
      await queue.clock.advance(queue.dispatcher.pausedSeconds * 1_000)
    }
    for (let attempt = 1; attempt <= 2; attempt++) {
      await queue.sent(attempt)
      expect((await queue.row(broken.id)).attempts).toBe(attempt)
      queue.upstream.open()[0]?.fail('unavailable')
      await until('it backs off', () => queue.dispatcher.pausedSeconds === attempt && queue.dispatcher.inFlight === 0)
      expect(await queue.row(broken.id)).toMatchObject({ status: 'queued', turn: broken.turn })
      await over()
    }
    await queue.sent(3)
    queue.upstream.open()[0]?.answer() // is it the upstream, or this picture? The next probe was of another one
    await queue.statusIs(patient.id, 'ready')
    await queue.sent(4)
    queue.upstream.open()[0]?.fail('unavailable')
    await queue.statusIs(broken.id, 'failed')
    expect(await queue.row(broken.id)).toMatchObject({ error: 'upstream-failed', attempts: 3 })
    expect(await queue.usedToday()).toBe(1)
    expect(queue.upstream.words()).toEqual(['broken', 'broken', 'patient', 'broken'])
  })

  test('a lone picture outlasts a stumble of the upstream, and is given up and refunded when that goes on', async () => {
    const queue = await openQueue()
    const picture = await queue.enqueue('lone')
    for (let call = 1; call <= 5; call++) {
      await queue.sent(call)
      expect((await queue.row(picture.id)).status).toBe('drawing')
      queue.upstream.open()[0]?.fail('unavailable')
      await until('the call is over', () => queue.dispatcher.inFlight === 0)
      await settle()
      await queue.clock.advance(30_000)
    }
    expect(await queue.row(picture.id)).toMatchObject({ status: 'failed', error: 'upstream-failed', attempts: 3 })
    expect(await queue.usedToday()).toBe(0)
    expect(queue.upstream.calls).toHaveLength(5)
  })

  test.each([
    ['refused', 'moderation'],
    ['bad-request', 'upstream-failed'],
  ] as const)('%s is final: failed as %s and refunded at once', async (kind, error) => {
    const queue = await openQueue()
    const picture = await queue.enqueue('no')
    await queue.sent(1)
    queue.upstream.open()[0]?.fail(kind)
    await queue.statusIs(picture.id, 'failed')
    expect(await queue.row(picture.id)).toMatchObject({ error, attempts: 1 })
    expect(await queue.usedToday()).toBe(0)
    expect(queue.dispatcher.pausedSeconds).toBe(0)
  })

  test('a refund after midnight goes to the day before', async () => {
    const queue = await openQueue({ clock: new FakeClock(Date.parse('2026-03-01T23:59:59Z')) })
    const picture = await queue.enqueue('late')
    await queue.sent(1)
    await queue.clock.advance(2_000)
    queue.upstream.open()[0]?.fail('refused')
    await queue.statusIs(picture.id, 'failed')
    const counter = { subject: 'ip:a', policy: 'free-day' }
    expect(await readUsed(queue.db.read, { ...counter, day: '2026-03-01' })).toBe(0)
    expect(await readUsed(queue.db.read, { ...counter, day: '2026-03-02' })).toBe(0)
  })

  test('a 429 freezes everything for what it asks, counts against nobody, and the picture goes first after', async () => {
    const queue = await openQueue({ limit: { ...LIMIT, calls: 9 }, concurrency: 1 })
    const picture = await queue.enqueue('a')
    await queue.enqueue('b')
    await queue.sent(1)
    queue.upstream
      .open()[0]
      ?.fail('rate-limited', { retryAfterSeconds: 100, headersReceivedAt: queue.clock.monotonic() })
    await queue.statusIs(picture.id, 'queued')
    expect(await queue.row(picture.id)).toMatchObject({ attempts: 0, turn: picture.turn })
    await until('the call is over', () => queue.dispatcher.inFlight === 0)
    expect(await queue.dispatcher.places.placeOf(picture)).toEqual({
      position: 1,
      startsInSeconds: 100,
      pausedSeconds: 100,
    })
    await settle()
    await queue.clock.advance(99_999)
    expect(queue.upstream.words()).toEqual(['a'])
    await queue.clock.advance(1)
    await queue.sent(2)
    expect(queue.upstream.words()).toEqual(['a', 'a'])
  })

  test('a call that says it was aborted, but not by us, is a failure like others', async () => {
    const queue = await openQueue()
    const picture = await queue.enqueue('a')
    await queue.sent(1)
    queue.upstream.open()[0]?.fail('aborted')
    await until('it is back', async () => (await queue.row(picture.id)).status === 'queued')
    expect((await queue.row(picture.id)).attempts).toBe(1)
    expect(queue.dispatcher.pausedSeconds).toBeGreaterThan(0)
  })
})

describe('when our own side fails', () => {
  const full = () => new AppError('capacity', 'storage', 'full')

  test('a picture that cannot be stored is tried again, then failed as storage and refunded', async () => {
    const queue = await openQueue({
      upstream: createScriptedUpstream((call) => call.answer()),
      storage: (disk) => ({ ...disk, put: () => Promise.reject(full()) }),
    })
    const picture = await queue.enqueue('a')
    for (let attempt = 1; attempt <= 3; attempt++) {
      await queue.sent(attempt)
      await until('the call is over', () => queue.dispatcher.inFlight === 0)
      await settle()
      await queue.clock.advance(30_000)
    }
    expect(await queue.row(picture.id)).toMatchObject({ status: 'failed', error: 'storage', attempts: 3 })
    expect(await queue.usedToday()).toBe(0)
    expect(queue.upstream.calls).toHaveLength(3)
  })

  test('an outcome that cannot be written ends with its lease, and is drawn again then', async () => {
    let broken = false
    const queue = await openQueue({
      db: (real) => ({ ...real, write: (fn) => (broken ? Promise.reject(full()) : real.write(fn)) }),
    })
    const picture = await queue.enqueue('a')
    await queue.sent(1)
    broken = true
    queue.upstream.open()[0]?.answer()
    await until('the call is over', () => queue.dispatcher.inFlight === 0)
    await settle()
    broken = false
    expect((await queue.row(picture.id)).status).toBe('drawing')
    await queue.clock.advance(15_002)
    await queue.sent(2)
    queue.upstream.open()[0]?.answer()
    await queue.statusIs(picture.id, 'ready')
    expect(await queue.usedToday()).toBe(1)
  })

  test('a claim that cannot be written is tried again in a second, and nothing was sent', async () => {
    let broken = false
    const queue = await openQueue({
      db: (real) => ({ ...real, write: (fn) => (broken ? Promise.reject(full()) : real.write(fn)) }),
    })
    await queue.insert('a')
    broken = true
    queue.dispatcher.wake()
    await until('it met the error', () => queue.clock.armed > 0)
    broken = false
    expect(queue.upstream.calls).toHaveLength(0)
    await queue.clock.advance(1_000)
    await queue.sent(1)
  })

  test('bytes removed as nobody’s while they were drawn again are stored again', async () => {
    let removed = false
    const queue = await openQueue({
      upstream: createScriptedUpstream((call) => call.answer()),
      storage: (disk) => ({
        ...disk,
        async put(bytes) {
          const hash = await disk.put(bytes)
          if (!removed) await disk.remove(hash)
          removed = true
          return hash
        },
      }),
    })
    const picture = await queue.enqueue('a')
    await queue.statusIs(picture.id, 'ready')
    await until('the call is over', () => queue.dispatcher.inFlight === 0)
    const { imageHash } = await queue.row(picture.id)
    expect(await queue.disk.stat(imageHash ?? '', 'webp')).toEqual({ bytes: 3 })
  })
})
