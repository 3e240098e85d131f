import { describe, expect, onTestFinished, test } from 'vitest'
import { countUses, findKept } from '../../../db/queries/cache-keeping.ts'
import { insertImage, putCacheEntry } from '../../../db/queries/images.ts'
import { insertPicture } from '../../../db/queries/pictures.ts'
import { pictureRow } from '../../../db/queries/rows.fixture.ts'
import { listCalls } from '../../../db/queries/upstream-calls.ts'
import { createBreaker } from '../../queue/breaker.ts'
import { createPacer } from '../../queue/pacer.ts'
import { openQueue } from '../../queue/queue.fixture.ts'
import { createScriptedUpstream } from '../../queue/scripted-upstream.fixture.ts'
import { until } from '../../queue/until.fixture.ts'
import { createLog } from '../../telemetry/log.ts'
import { createWarmUp } from './warm-up.ts'
import { firstWorth, moreWorth } from './worth.ts'

const HOUR = 3_600_000
const TTL_MS = 48 * HOUR
const LIMIT = { calls: 10, windowMs: 60_000, marginMs: 600 }

/** A queue with nobody in it, whose pacer and breaker warming up shares; an expiring cache is put in by the test. */
async function open({ limit, auto = true }: { limit?: typeof LIMIT; auto?: boolean } = {}) {
  const upstream = createScriptedUpstream(
    auto ? (call) => call.answer({ bytes: Buffer.from(`new ${call.request.words}`) }) : undefined,
  )
  const queue = await openQueue({ upstream, ...(limit && { limit }) })
  const { db, clock, events, dispatcher, disk } = queue
  const pacer = await createPacer({ db, clock, account: 'test', limit: limit ?? null })
  const breaker = createBreaker(clock, () => 1)
  const warmUp = createWarmUp({
    ...{ db, clock, events, dispatcher, storage: disk, log: createLog('silent'), ttlMs: TTL_MS },
    accounts: [{ name: 'test', upstream, pacer, breaker }],
    look: { width: 64, height: 64, style: 'illustration' },
    keyOf: (words) => `key of ${words}`,
  })
  onTestFinished(() => warmUp.close())

  /** An entry that will expire in `leftMs`, wanted so often when it was last. */
  async function keep(words: string, { leftMs = HOUR, uses = 20, key = `key of ${words}`, shown = false } = {}) {
    const bytes = Buffer.from(`old ${words}`)
    const hash = await disk.put(bytes)
    const atMs = clock.now() + leftMs - TTL_MS
    const now = new Date(atMs)
    const row = { hash, mime: 'image/webp', bytes: bytes.length, width: 64, height: 64, source: 'test', createdAt: now }
    const expiresAt = new Date(clock.now() + leftMs)
    await db.write(async (session) => {
      await insertImage(session, row)
      const worth = firstWorth(atMs, bytes.length)
      await putCacheEntry(session, { key, imageHash: hash, words, worth, now, expiresAt })
      const after = moreWorth(worth, { uses, atMs, bytes: bytes.length })
      await countUses(session, { key, uses, worth: after, lastHitAt: now, expiresAt })
      if (shown) await insertPicture(session, pictureRow({ status: 'ready', imageHash: hash }))
    })
    return hash
  }
  const kept = (words: string) => findKept(db.read, `key of ${words}`)
  const calls = () => upstream.words()
  /** So many seconds, and whatever disks have to do meanwhile: theirs is another clock. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      await clock.advance(1_000)
      await until('what was sent is kept', () => warmUp.drawn === calls().length)
    }
  }
  const isStored = async (hash: string) => (await disk.list(hash.slice(0, 2))).has(hash)
  return { ...queue, pass, upstream, pacer, breaker, warmUp, keep, kept, calls, isStored }
}

describe('warming up', () => {
  test('draws anew what is wanted and about to expire, and nobody is charged', async () => {
    const { clock, db, warmUp, keep, kept, calls, isStored } = await open()
    const old = await keep('a red car')
    warmUp.start()
    await clock.advance(10_000)
    await until('it is drawn', () => warmUp.drawn === 1)
    expect(calls()).toEqual(['a red car'])
    expect((await kept('a red car'))?.expiresAt.getTime()).toBeGreaterThan(clock.now() + TTL_MS - 60_000)
    await until('the old one is gone', async () => !(await isStored(old)))
    for (const table of [db.read.tables.charges, db.read.tables.pictures]) {
      expect(await db.read.db.select().from(table)).toEqual([])
    }
    await clock.advance(3 * HOUR)
    expect(warmUp.drawn).toBe(1)
  })

  test('the most wanted first; what is hardly wanted, not yet expiring, or another upstream’s is left alone', async () => {
    const { pass, warmUp, keep, calls } = await open()
    await keep('wanted', { uses: 20 })
    await keep('most wanted', { uses: 200 })
    await keep('wanted once', { uses: 1 })
    await keep('later', { leftMs: 7 * HOUR })
    await keep('of another model', { key: 'another key' })
    warmUp.start()
    await pass(600)
    expect(warmUp.drawn).toBe(2)
    expect(calls()).toEqual(['most wanted', 'wanted'])
  })

  test('a picture somebody has in their history stays theirs', async () => {
    const { clock, warmUp, keep, isStored } = await open()
    const old = await keep('a red car', { shown: true })
    warmUp.start()
    await clock.advance(10_000)
    await until('it is drawn', () => warmUp.drawn === 1)
    await clock.advance(1_000)
    expect(await isStored(old)).toBe(true)
  })

  test('waits while anybody waits or is drawn for, and until it has been quiet for a while', async () => {
    const { clock, upstream, warmUp, keep, calls, enqueue, events, dispatcher } = await open({ auto: false })
    await keep('a red car')
    warmUp.start()
    await clock.advance(9_000)
    await enqueue('somebody’s picture')
    events.publish('queue')
    await until('it is sent', () => upstream.open().length === 1)
    await clock.advance(60_000)
    expect(calls()).toEqual(['somebody’s picture'])
    upstream.open()[0]?.answer()
    await until('it is kept', () => dispatcher.inFlight === 0)
    await clock.advance(9_000)
    expect(calls()).toHaveLength(1)
    await clock.advance(20_000)
    await until('it has its turn', () => upstream.open().length === 1)
    expect(calls()).toEqual(['somebody’s picture', 'a red car'])
  })

  test('takes a fifth of the slots at most, in any window, and none while people use that many', async () => {
    const { clock, pass, db, warmUp, keep, pacer, calls } = await open({ limit: LIMIT })
    for (let i = 0; i < 12; i++) await keep(`picture ${i}`, { leftMs: 5 * HOUR })
    const sentAt: number[] = []
    warmUp.start()
    for (let second = 0; second < 400 && warmUp.drawn < 12; second++) {
      await pass(1)
      while (sentAt.length < calls().length) sentAt.push(clock.monotonic())
      expect(pacer.forecast().filter((ms) => ms > 0).length).toBeLessThanOrEqual(2)
    }
    expect(warmUp.drawn).toBeGreaterThan(8)
    for (const [i, at] of sentAt.entries()) {
      expect(sentAt.slice(i).filter((later) => later - at < LIMIT.windowMs).length).toBeLessThanOrEqual(2)
    }
    expect((await listCalls(db.read, 'test')).every(({ pictureId }) => pictureId === 'warm-up')).toBe(true)
  })

  test('where a fifth of the slots is less than one, it does nothing', async () => {
    const { clock, warmUp, keep, calls } = await open({ limit: { ...LIMIT, calls: 4 } })
    await keep('a red car')
    warmUp.start()
    await clock.advance(600_000)
    expect(calls()).toEqual([])
  })

  test('without slots it draws a fifth of the time at most', async () => {
    const { clock, upstream, warmUp, keep, calls } = await open({ auto: false })
    for (let i = 0; i < 3; i++) await keep(`picture ${i}`)
    warmUp.start()
    await clock.advance(10_000)
    await until('the first is sent', () => upstream.open().length === 1)
    await clock.advance(2_000)
    upstream.open()[0]?.answer()
    await until('it is kept', () => warmUp.drawn === 1)
    await clock.advance(7_000)
    expect(calls()).toHaveLength(1)
    await clock.advance(2_000)
    await until('the second is sent', () => upstream.open().length === 1)
  })

  test('words that could not be drawn are left alone, and an upstream that says “too often” is', async () => {
    const { clock, upstream, warmUp, keep, calls, breaker, kept } = await open({ auto: false, limit: LIMIT })
    await keep('refused', { uses: 100 })
    await keep('too often', { uses: 50 })
    warmUp.start()
    await clock.advance(10_000)
    await until('the first is sent', () => upstream.open().length === 1)
    upstream.open()[0]?.fail('refused')
    await clock.advance(600_000)
    await until('the second is sent', () => upstream.open().length === 1)
    upstream.open()[0]?.fail('rate-limited', { retryAfterSeconds: 120 })
    await until('it is left alone', () => breaker.pausedMs() > 0)
    expect(breaker.pausedMs()).toBeGreaterThan(100_000)
    await clock.advance(1_300_000)
    expect(calls()).toEqual(['refused', 'too often'])
    expect(await kept('refused')).toBeDefined()
  })

  test('a stop ends what is under way', async () => {
    const { clock, upstream, warmUp, keep } = await open({ auto: false })
    await keep('a red car')
    warmUp.start()
    await clock.advance(10_000)
    await until('it is sent', () => upstream.open().length === 1)
    await warmUp.close()
    expect(upstream.open()).toEqual([])
    expect(warmUp.drawn).toBe(0)
  })
})
