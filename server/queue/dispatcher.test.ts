import { createHash } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { findCacheEntry } from '../../db/queries/images.ts'
import { insertPicture, updatePicture } from '../../db/queries/pictures.ts'
import { oldestWaiting } from '../../db/queries/queue.ts'
import { readUsed } from '../../db/queries/usage.ts'
import { FakeClock, settle } from '../clock.fake.ts'
import { AppError } from '../errors.ts'
import { openQueue } from './queue.fixture.ts'
import { createScriptedUpstream } from './scripted-upstream.fixture.ts'
import { until } from './until.fixture.ts'

const LIMIT = { calls: 2, windowMs: 60_000, marginMs: 600 }

describe('drawing', () => {
  test('a picture is drawn, stored, cached, charged, and everybody who joined has it', async () => {
    const queue = await openQueue()
    const picture = await queue.enqueue('a red car')
    const joined = await queue.db.write((s) =>
      insertPicture(s, {
        ...picture,
        id: 'joined',
        owner: 'visitor:b',
        kind: 'joined',
        leaderId: picture.id,
        turn: null,
      }),
    )
    const heard = vi.fn()
    queue.events.subscribe([`picture:${joined.id}`], heard)
    await queue.sent(1)
    expect(await queue.row(picture.id)).toMatchObject({ status: 'drawing', attempts: 1, fence: 1 })
    expect(queue.upstream.calls[0]?.request).toMatchObject({ words: 'a red car', seed: 1, width: 64, height: 64 })
    queue.upstream.open()[0]?.answer()
    await queue.statusIs(picture.id, 'ready')
    const imageHash = createHash('sha256').update('a red car 1').digest('hex')
    expect(await queue.row(picture.id)).toMatchObject({ imageHash, leaseUntil: null, error: null })
    expect(await queue.row(joined.id)).toMatchObject({ status: 'ready', imageHash })
    await until('the joined one heard of it', () => heard.mock.calls.length > 0)
    expect(await queue.disk.stat(imageHash, 'webp')).toEqual({ bytes: 11 })
    expect(await findCacheEntry(queue.db.read, 'a red car', new Date(queue.clock.now()))).toMatchObject({ imageHash })
    expect(await queue.usedToday()).toBe(1)
  })

  test('a fresh variation is nobody else’s: it does not enter the cache', async () => {
    const queue = await openQueue({ upstream: createScriptedUpstream((call) => call.answer()) })
    const picture = await queue.enqueue('a red car', { kind: 'again' })
    await queue.statusIs(picture.id, 'ready')
    expect(await findCacheEntry(queue.db.read, 'a red car', new Date(queue.clock.now()))).toBeUndefined()
  })

  test('subjects take turns, and no more are drawn side by side than allowed', async () => {
    const queue = await openQueue({ concurrency: 2 })
    const order = ['a1', 'a2', 'b1', 'c1', 'c2', 'a3']
    for (const words of order) await queue.insert(words, { subject: `ip:${words.slice(0, 1)}` })
    queue.dispatcher.wake()
    for (let n = 1; n <= 6; n++) {
      await queue.sent(Math.min(n + 1, 6))
      expect(queue.dispatcher.inFlight).toBeLessThanOrEqual(2)
      queue.upstream.open()[0]?.answer()
    }
    expect(queue.upstream.words()).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3'])
    expect(queue.upstream.most()).toBe(2)
  })

  test('a free slot, not a poll, sends the next: one timer, and none once nobody waits', async () => {
    const queue = await openQueue({ limit: LIMIT, upstream: createScriptedUpstream((call) => call.answer()) })
    for (const words of ['a', 'b', 'c']) await queue.insert(words)
    queue.dispatcher.wake()
    await queue.sent(2)
    await until('the calls are over', () => queue.dispatcher.inFlight === 0)
    await until('it waits for a slot', () => queue.clock.armed === 2) // the slot, and the end of patience
    await queue.clock.advance(60_599)
    expect(queue.upstream.words()).toEqual(['a', 'b'])
    await queue.clock.advance(2)
    await queue.sent(3)
    await until('nothing is armed', () => queue.clock.armed === 0 && queue.dispatcher.inFlight === 0)
    await queue.dispatcher.stop()
  })
})

describe('an idle queue', () => {
  test('arms nothing once the last who waited for a slot has cancelled', async () => {
    const queue = await openQueue({
      limit: { ...LIMIT, calls: 1 },
      upstream: createScriptedUpstream((c) => c.answer()),
    })
    await queue.enqueue('a')
    await queue.sent(1)
    const waiting = await queue.enqueue('b')
    await until('it waits for the slot', () => queue.clock.armed === 2 && queue.dispatcher.inFlight === 0)
    await queue.db.write((s) => updatePicture(s, waiting.id, { status: 'cancelled' }))
    queue.dispatcher.wake()
    await until('nothing is armed', () => queue.clock.armed === 0)
  })
})

describe('when a call fails', () => {
  test('it is tried again in its place, and after three tries given up and refunded', async () => {
    const queue = await openQueue({ concurrency: 1 })
    const broken = await queue.enqueue('broken')
    const patient = await queue.enqueue('patient')
    for (let attempt = 1; attempt <= 3; attempt++) {
      await queue.sent(attempt)
      expect((await queue.row(broken.id)).attempts).toBe(attempt)
      queue.upstream.open()[0]?.fail('unavailable')
      await until('it backs off', () => queue.dispatcher.pausedSeconds > 0 && queue.dispatcher.inFlight === 0)
      if (attempt < 3) expect(await queue.row(broken.id)).toMatchObject({ status: 'queued', turn: broken.turn })
      await settle()
      await queue.clock.advance(30_000)
    }
    expect(await queue.row(broken.id)).toMatchObject({ status: 'failed', error: 'upstream-failed' })
    expect(await queue.usedToday()).toBe(1)
    await queue.sent(4)
    expect(queue.upstream.words()).toEqual(['broken', 'broken', 'broken', 'patient'])
    queue.upstream.open()[0]?.answer()
    await queue.statusIs(patient.id, 'ready')
    expect(queue.dispatcher.pausedSeconds).toBe(0)
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
    expect(await queue.dispatcher.placeOf(picture)).toEqual({ position: 1, startsInSeconds: 100, pausedSeconds: 100 })
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

  test('a slot log that cannot be written hides no error and loses no picture', async () => {
    const queue = await openQueue({
      limit: LIMIT,
      pacer: (real) => ({ ...real, settle: (...args) => real.settle(...args).then(() => Promise.reject(full())) }),
    })
    const [good, bad] = [await queue.enqueue('good'), await queue.enqueue('bad')]
    await queue.sent(2)
    queue.upstream.open()[0]?.answer()
    queue.upstream.open()[0]?.fail('refused')
    await queue.statusIs(good.id, 'ready')
    await queue.statusIs(bad.id, 'failed')
    expect(await queue.row(bad.id)).toMatchObject({ error: 'moderation' })
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

describe('leases', () => {
  test('a long call keeps its claim, also after other calls came and went', async () => {
    const queue = await openQueue()
    await queue.enqueue('short')
    await queue.sent(1)
    await queue.clock.advance(4_000)
    queue.upstream.open()[0]?.answer()
    await until('the call is over', () => queue.dispatcher.inFlight === 0)
    await until('nothing is armed', () => queue.clock.armed === 0)
    const long = await queue.enqueue('long')
    await queue.sent(2)
    for (let i = 0; i < 6; i++) {
      await queue.clock.advance(5_000)
      await until('the lease is renewed', async () => {
        const { leaseUntil } = await queue.row(long.id)
        return leaseUntil?.getTime() === queue.clock.now() + 15_000
      })
    }
    queue.upstream.open()[0]?.answer()
    await queue.statusIs(long.id, 'ready')
    await until('nothing is armed', () => queue.clock.armed === 0)
  })

  test('a wall clock that jumps ahead takes no claim from a call that is still out', async () => {
    const queue = await openQueue()
    const dead = { status: 'drawing', leaseUntil: new Date(queue.clock.now() + 10), fence: 1, attempts: 1 } as const
    const { id } = await queue.insert('left by another process', dead)
    const own = await queue.enqueue('own')
    await queue.sent(1)
    await queue.dispatcher.start() // looks for claims that were left
    queue.clock.step(3_600_000)
    await queue.clock.advance(11)
    await queue.statusIs(id, 'drawing')
    await queue.sent(2)
    expect(await queue.row(own.id)).toMatchObject({ status: 'drawing', attempts: 1, fence: 1 })
  })

  test('a picture whose process died is back when its lease ends, and given up after its last attempt', async () => {
    const first = await openQueue()
    const [once, often] = [await first.enqueue('once'), await first.enqueue('often')]
    await first.sent(2)
    await first.db.write((s) => updatePicture(s, often.id, { attempts: 3 }))
    // The first is as good as dead: its calls never end. Another starts on the same file.
    const clock = new FakeClock(first.clock.now() + 1_000)
    const second = await openQueue({ folder: first.folder, clock })
    await clock.advance(14_000)
    expect(second.upstream.calls).toHaveLength(0)
    await clock.advance(2)
    await second.sent(1)
    expect(second.upstream.words()).toEqual(['once'])
    expect(await second.row(often.id)).toMatchObject({ status: 'failed', error: 'upstream-failed' })
    expect(await second.usedToday()).toBe(1)

    // The dead one comes back to life with its answer: the fence is newer, so only the second's finish counts.
    first.upstream.calls[0]?.answer({ bytes: Buffer.from('late') })
    await until('the late call is over', () => first.dispatcher.inFlight === 1)
    expect(await second.row(once.id)).toMatchObject({ status: 'drawing', attempts: 2, fence: 2 })
    second.upstream.open()[0]?.answer({ bytes: Buffer.from('in time') })
    await second.statusIs(once.id, 'ready')
    const hash = createHash('sha256').update('in time').digest('hex')
    expect((await second.row(once.id)).imageHash).toBe(hash)
    expect(await second.usedToday()).toBe(1)
  })
})

describe('a wait without end', () => {
  test('a picture nobody could draw in time is failed and refunded, with who joined it, without any polling', async () => {
    const queue = await openQueue({ expireAfterMs: 100_000, concurrency: 1 })
    await queue.enqueue('stuck')
    await queue.sent(1)
    const waiting = await queue.enqueue('waiting')
    const joined = { ...waiting, id: 'joined', kind: 'joined', leaderId: waiting.id, turn: null } as const
    await queue.db.write((s) => insertPicture(s, joined))
    await queue.clock.advance(50_000)
    const later = await queue.enqueue('later')
    await until('the pump has looked', () => queue.clock.armed === 2)
    await queue.clock.advance(49_999)
    expect((await queue.row(waiting.id)).status).toBe('queued')
    await queue.clock.advance(1)
    await queue.statusIs(waiting.id, 'failed')
    expect(await queue.row(joined.id)).toMatchObject({ status: 'failed', error: 'upstream-failed' })
    expect(await queue.row(later.id)).toMatchObject({ status: 'queued' })
    expect(await queue.usedToday()).toBe(2)
    await settle()
    await queue.clock.advance(50_000)
    await queue.statusIs(later.id, 'failed')
    expect(await queue.usedToday()).toBe(1)
  })
})

describe('wake-ups', () => {
  test('none is lost: 200 pictures arriving and cancelled at any moment are all drawn or cancelled', async () => {
    const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    const queue = await openQueue({
      concurrency: 3,
      // Its many small files would take all the time of this test, which is about rows and wake-ups.
      storage: (disk) => ({ ...disk, put: async (bytes) => hashOf(bytes), stat: async () => ({ bytes: 1 }) }),
    })
    let arriving = true
    const answering = (async () => {
      while (arriving || queue.upstream.open().length > 0 || queue.dispatcher.inFlight > 0) {
        queue.upstream.open()[0]?.answer()
        await settle(1)
      }
    })()
    const ids: string[] = []
    for (let i = 0; i < 200; i++) {
      const { id } = await queue.enqueue(`picture ${i}`, { subject: `ip:${i % 7}`, lane: i % 5 ? 'free' : 'premium' })
      ids.push(id)
      if (i % 3 === 0) await settle(i % 4)
      if (i % 11 === 0) {
        await queue.db.write(async (s) => {
          const { status } = await queue.row(id)
          if (status === 'queued') await updatePicture(s, id, { status: 'cancelled' })
        })
        queue.dispatcher.wake()
      }
    }
    await until('nobody waits', async () => {
      return queue.dispatcher.inFlight === 0 && (await oldestWaiting(queue.db.read)) === undefined
    })
    arriving = false
    await answering
    for (const id of ids) expect((await queue.row(id)).status).toMatch(/^(ready|cancelled)$/)
    await until('nothing is armed', () => queue.clock.armed === 0)
  })

  test('a slot that is held by a call in flight is no reason to look before that call ends', async () => {
    const queue = await openQueue({ limit: { ...LIMIT, calls: 1 } })
    await queue.enqueue('a')
    await queue.enqueue('b')
    await queue.sent(1)
    await until('it waits', () => queue.clock.armed === 2) // renewal and patience, and no slot
    await queue.clock.advance(10_000)
    queue.upstream.open()[0]?.answer({ headersReceivedAt: queue.clock.monotonic() })
    await until('it waits for the slot', () => queue.clock.armed === 2 && queue.dispatcher.inFlight === 0)
    // Answered at 10 s, but counted at its margin, 0.6 s, at the latest.
    await queue.clock.advance(50_599)
    expect(queue.upstream.calls).toHaveLength(1)
    await queue.clock.advance(1)
    await queue.sent(2)
  })
})

describe('stopping', () => {
  test('calls are aborted, pictures are back in their places uncounted, and nothing is left pending', async () => {
    const queue = await openQueue({ concurrency: 2, limit: LIMIT })
    const pictures = [await queue.enqueue('a'), await queue.enqueue('b'), await queue.enqueue('c')]
    await queue.sent(2)
    await queue.dispatcher.stop()
    expect(queue.clock.armed).toBe(0)
    expect(queue.dispatcher.inFlight).toBe(0)
    for (const { id, turn } of pictures) {
      expect(await queue.row(id)).toMatchObject({ status: 'queued', turn, attempts: 0, leaseUntil: null })
    }
    expect(await queue.usedToday()).toBe(3)
    queue.dispatcher.wake()
    await queue.clock.advance(1_000_000)
    expect(queue.upstream.calls).toHaveLength(2)
  })

  test('a stop in the middle of a claim sends nothing more', async () => {
    const queue = await openQueue()
    const picture = await queue.enqueue('a')
    await queue.dispatcher.stop()
    expect(await queue.row(picture.id)).toMatchObject({ status: 'queued', attempts: 0 })
    expect(queue.upstream.calls).toHaveLength(0)
    expect(queue.clock.armed).toBe(0)
  })

  test('an error while stopping arms no timer', async () => {
    let broken = false
    const queue = await openQueue({
      db: (real) => ({
        ...real,
        write: async (fn) => {
          await settle(3)
          if (broken) throw new Error('gone')
          return await real.write(fn)
        },
      }),
    })
    await queue.insert('a')
    broken = true
    queue.dispatcher.wake()
    await queue.dispatcher.stop()
    await settle()
    expect(queue.clock.armed).toBe(0)
  })
})
