import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { insertPicture, updatePicture } from '../../db/queries/pictures.ts'
import { FakeClock, settle } from '../clock.fake.ts'
import { openQueue } from './queue.fixture.ts'
import { until } from './until.fixture.ts'

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

  test('a wall clock that was set back does not keep the picture of a dead process for as long', async () => {
    const queue = await openQueue()
    const leaseUntil = new Date(queue.clock.now() + 3_600_000 + 10_000)
    const dead = { status: 'drawing', leaseUntil, fence: 1, attempts: 1 } as const
    const { id } = await queue.insert('claimed an hour later', dead)
    await queue.dispatcher.start()
    await queue.clock.advance(15_000)
    expect(await queue.row(id)).toMatchObject({ status: 'drawing', fence: 1 })
    await queue.clock.advance(2)
    await queue.sent(1)
    expect(await queue.row(id)).toMatchObject({ status: 'drawing', attempts: 2, fence: 2 })
  })

  test('a claim that is alive outlasts a wall clock that is set back', async () => {
    const queue = await openQueue()
    const own = await queue.enqueue('own')
    await queue.sent(1)
    const clock = new FakeClock(queue.clock.now() - 3_600_000, { monotonicMs: queue.clock.monotonic() })
    const second = await openQueue({ folder: queue.folder, clock })
    queue.clock.step(-3_600_000)
    for (let i = 0; i < 8; i++) {
      await queue.clock.advance(5_000)
      await until('the lease is renewed', async () => {
        return (await queue.row(own.id)).leaseUntil?.getTime() === queue.clock.now() + 15_000
      })
      await clock.advance(5_000)
    }
    expect(second.upstream.calls).toHaveLength(0)
    expect(await queue.row(own.id)).toMatchObject({ status: 'drawing', attempts: 1, fence: 1 })
  })

  test('a picture whose process died is back when its lease ends, and given up after its last attempt', async () => {
    const first = await openQueue()
    const [once, often] = [await first.enqueue('once'), await first.enqueue('often')]
    await first.sent(2)
    await first.db.write((s) => updatePicture(s, often.id, { attempts: 3 }))
    // The first is as good as dead: its calls never end. Another starts on the same file.
    const clock = new FakeClock(first.clock.now() + 1_000, { monotonicMs: first.clock.monotonic() + 1_000 })
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
