import { createHash } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { findCacheEntry } from '../../db/queries/images.ts'
import { insertPicture, updatePicture } from '../../db/queries/pictures.ts'
import { oldestWaiting } from '../../db/queries/queue.ts'
import { settle } from '../clock.fake.ts'
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

  test('slots that are open together are given away together: one wait for the disk, and not one too many', async () => {
    let writes = 0
    const queue = await openQueue({
      limit: { ...LIMIT, calls: 8 },
      concurrency: 30,
      db: (real) => ({
        ...real,
        write: (fn, options) => {
          writes++
          return real.write(fn, options)
        },
      }),
    })
    for (let i = 0; i < 12; i++) await queue.insert(`picture ${i}`, { subject: `ip:${i}` })
    writes = 0
    queue.dispatcher.wake()
    await queue.sent(8)
    await settle()
    expect(queue.upstream.calls).toHaveLength(8)
    expect(writes).toBe(1)
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
