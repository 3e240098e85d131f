import { describe, expect, test } from 'vitest'
import { listPictures } from './list-pictures.ts'
import { previewPicture } from './preview-picture.ts'
import { readPicture } from './read-picture.ts'
import { account, openStudio, visitor } from './studio.fixture.ts'

const [anna, ben, cleo] = [visitor('anna'), visitor('ben'), visitor('cleo')]
const paula = account('paula', 'premium')
const history = async (studio: Awaited<ReturnType<typeof openStudio>>, caller = anna) =>
  (await listPictures(studio.services, caller, { limit: 50 })).items

describe('a new picture', () => {
  test('is charged, queued with place and estimate, and drawn', async () => {
    const studio = await openStudio({ concurrency: 1 })
    await studio.ask(ben, 'before')
    await studio.sent(1)
    const asked = await studio.ask(anna, 'A red car')
    expect(asked).toMatchObject({
      ...{ words: 'A red car', status: 'queued', outcome: 'miss', charged: 1, position: 1, startsInSeconds: 5 },
      ...{ mine: true, cancellable: true, visibility: 'public', width: 1024, height: 1024 },
    })
    expect(asked.image).toBeUndefined()
    await studio.drawAll()
    const ready = await readPicture(studio.services, anna, asked.id)
    expect(ready).toMatchObject({ status: 'ready', charged: 1, cancellable: false, width: 1024 })
    expect(ready.image?.webp).toMatch(/^\/i\/[0-9a-f]{64}\.webp$/)
    expect(ready.position).toBeUndefined()
    expect(await studio.used('ip:anna')).toBe(1)
  })

  test("a visitor's sixth of the day is refused and costs nothing, while a cached one is still free", async () => {
    const studio = await openStudio()
    for (let i = 0; i < 5; i++) await studio.drawn(anna, `picture ${i}`)
    await expect(studio.ask(anna, 'the sixth')).rejects.toMatchObject({ kind: 'limit', reason: 'daily-quota' })
    expect(await studio.used('ip:anna')).toBe(5)
    expect(await studio.rows()).toHaveLength(5)
    await studio.drawn(ben, 'of ben')
    expect(await studio.ask(anna, 'of Ben')).toMatchObject({ status: 'ready', outcome: 'exact', charged: 0 })
  })
})

describe('an exact hit', () => {
  test('is answered at once and free, and is one row of a history however often it is asked for', async () => {
    const studio = await openStudio()
    await studio.drawn(ben, 'a red car')
    const hits = await Promise.all(Array.from({ length: 5 }, () => studio.ask(anna, ' A RED car! ')))
    expect(new Set(hits.map(({ id }) => id)).size).toBe(1)
    expect(hits[0]).toMatchObject({ status: 'ready', outcome: 'exact', charged: 0, mine: true })
    expect(await history(studio)).toHaveLength(1)
    expect(await studio.ask(ben, 'a red car')).toMatchObject({ outcome: 'miss', status: 'ready' })
    expect(studio.upstream.calls).toHaveLength(1)
    expect(await studio.used('ip:anna')).toBe(0)
  })

  test('ends with the cache entry: then it is drawn and charged again', async () => {
    const studio = await openStudio()
    await studio.drawn(ben, 'a red car')
    expect(await previewPicture(studio.services, ben, 'a red car')).toMatchObject({
      cached: true,
      image: { width: 1024 },
    })
    await studio.clock.advance(3_600_001)
    expect(await previewPicture(studio.services, ben, 'a red car')).toEqual({ cached: false })
    expect(await studio.ask(anna, 'a red car')).toMatchObject({ outcome: 'miss', charged: 1 })
  })
})

describe('joining', () => {
  test('a picture that waits or is drawn for somebody else is free, and hears the same end', async () => {
    const studio = await openStudio()
    const first = await studio.ask(anna, 'a red car')
    await studio.sent(1)
    const joined = await studio.ask(ben, 'a red car')
    expect(joined).toMatchObject({ status: 'drawing', outcome: 'joined', charged: 0, mine: true, cancellable: false })
    await studio.drawAll()
    const [a, b] = [
      await readPicture(studio.services, anna, first.id),
      await readPicture(studio.services, ben, joined.id),
    ]
    expect(b).toMatchObject({ status: 'ready', image: a.image })
    expect(studio.upstream.calls).toHaveLength(1)
    expect([await studio.used('ip:anna'), await studio.used('ip:ben')]).toEqual([1, 0])
  })

  test('waits in the same place, and fails alike, with nothing to refund', async () => {
    const studio = await openStudio({ concurrency: 1 })
    await studio.ask(cleo, 'before')
    await studio.sent(1)
    const first = await studio.ask(anna, 'a red car')
    const joined = await studio.ask(ben, 'a red car')
    expect(joined).toMatchObject({
      position: first.position,
      startsInSeconds: first.startsInSeconds,
      cancellable: true,
    })
    studio.upstream.open()[0]?.answer()
    await studio.sent(2)
    studio.upstream.open()[0]?.fail('refused')
    await studio.drawAll()
    const failed = { status: 'failed', charged: 0 }
    expect(await readPicture(studio.services, anna, first.id)).toMatchObject({
      ...failed,
      error: { reason: 'moderation', refunded: true },
    })
    expect(await readPicture(studio.services, ben, joined.id)).toMatchObject({
      ...failed,
      error: { reason: 'moderation', refunded: false },
    })
  })

  test('asking again while it is under way is one’s own row, also for who joined', async () => {
    const studio = await openStudio()
    const first = await studio.ask(anna, 'a red car')
    expect((await studio.ask(anna, 'a red car')).id).toBe(first.id)
    const joined = await studio.ask(ben, 'a red car')
    expect((await studio.ask(ben, 'a red car')).id).toBe(joined.id)
    expect(await studio.rows()).toHaveLength(2)
    expect(await studio.used('ip:anna')).toBe(1)
  })
})

describe('an idempotency key', () => {
  test('is one picture and one charge, even pressed ten times at once and after it is ready', async () => {
    const studio = await openStudio()
    const press = () => studio.ask(anna, 'a red car', { idempotencyKey: 'press-1' })
    const pressed = await Promise.all(Array.from({ length: 10 }, press))
    expect(new Set(pressed.map(({ id }) => id)).size).toBe(1)
    await studio.drawAll()
    expect(await press()).toMatchObject({ id: pressed[0]?.id, status: 'ready' })
    expect(await studio.used('ip:anna')).toBe(1)
    expect(studio.upstream.calls).toHaveLength(1)
  })

  test('of a fresh variation is one variation', async () => {
    const studio = await openStudio()
    const press = () => studio.ask(anna, 'a red car', { idempotencyKey: 'press-1', fresh: true })
    expect(new Set((await Promise.all([press(), press(), press()])).map(({ id }) => id)).size).toBe(1)
    expect(await studio.used('ip:anna')).toBe(1)
  })

  test.each([
    ['other words', paula, 'a blue car', {}],
    ['a fresh variation', paula, 'a red car', { fresh: true }],
    ['a private one', paula, 'a red car', { visibility: 'private' as const }],
  ])('used again for %s is a conflict and costs nothing', async (_, caller, words, set) => {
    const studio = await openStudio()
    await studio.ask(caller, 'a red car', { idempotencyKey: 'press-1' })
    const again = studio.ask(caller, words, { idempotencyKey: 'press-1', ...set })
    await expect(again).rejects.toMatchObject({ kind: 'conflict', reason: 'idempotency-key-reused' })
    expect(await studio.used('user:paula', 'premium-day')).toBe(1)
  })

  test('is its owner’s: the same one of somebody else is another press', async () => {
    const studio = await openStudio()
    const first = await studio.ask(anna, 'a red car', { idempotencyKey: 'press-1' })
    expect((await studio.ask(ben, 'a blue car', { idempotencyKey: 'press-1' })).id).not.toBe(first.id)
  })
})

describe('a fresh variation', () => {
  test('costs one, is drawn anew, and never serves others', async () => {
    const studio = await openStudio()
    await studio.drawn(anna, 'a red car')
    const again = await studio.ask(anna, 'a red car', { fresh: true })
    expect(again).toMatchObject({ outcome: 'forced', charged: 1 })
    const beside = await studio.ask(ben, 'a red car', { fresh: true })
    expect(beside).toMatchObject({ outcome: 'forced', charged: 1 })
    await studio.drawAll()
    const images = await Promise.all([again, beside].map(({ id }) => readPicture(studio.services, cleo, id)))
    const served = await studio.ask(cleo, 'a red car')
    expect(served.outcome).toBe('exact')
    expect(new Set([served, ...images].map(({ image }) => image?.webp)).size).toBe(3)
  })
})

describe('a private picture', () => {
  test('is for premium alone', async () => {
    const studio = await openStudio()
    const refused = studio.ask(anna, 'a secret', { visibility: 'private' })
    await expect(refused).rejects.toMatchObject({ kind: 'forbidden', reason: 'tier', facts: { signIn: '/sign-in' } })
    expect(await studio.used('ip:anna')).toBe(0)
  })

  test('is never joined by, served or shown to others, and is its owner’s own hit', async () => {
    const studio = await openStudio()
    const mine = await studio.ask(paula, 'a secret', { visibility: 'private' })
    const beside = await studio.ask(anna, 'a secret')
    expect(beside).toMatchObject({ outcome: 'miss', charged: 1 })
    await studio.drawAll()
    expect(await previewPicture(studio.services, ben, 'a secret')).toMatchObject({ cached: true }) // anna's
    const images = await Promise.all([
      readPicture(studio.services, paula, mine.id),
      readPicture(studio.services, anna, beside.id),
    ])
    expect(images[0]?.image?.webp).not.toBe(images[1]?.image?.webp)
    await expect(readPicture(studio.services, anna, mine.id)).rejects.toMatchObject({ kind: 'not-found' })
    expect((await studio.ask(paula, 'a secret', { visibility: 'private' })).id).toBe(mine.id)
    const other = account('other', 'premium')
    expect(await studio.ask(other, 'a secret', { visibility: 'private' })).toMatchObject({ outcome: 'miss' })
  })

  test('does not make its words cached for anybody', async () => {
    const studio = await openStudio()
    await studio.drawn(paula, 'a secret', { visibility: 'private' })
    expect(await previewPicture(studio.services, ben, 'a secret')).toEqual({ cached: false })
  })
})

describe('a refusal before charging', () => {
  test('two of a visitor’s wait at once, and the third is told when to come back', async () => {
    const studio = await openStudio({ concurrency: 1 })
    for (const words of ['a', 'b']) await studio.ask(anna, words)
    await studio.sent(1)
    await expect(studio.ask(anna, 'c')).rejects.toMatchObject({
      ...{ kind: 'limit', reason: 'waiting-cap' },
      facts: { violatedPolicies: ['free-waiting'], limit: 2, used: 2, remaining: 0, retryAfterSeconds: 5 },
    })
    await studio.ask(ben, 'of ben')
    expect(await studio.ask(anna, 'of ben')).toMatchObject({ outcome: 'joined' }) // waits for somebody else's turn
    expect(await studio.used('ip:anna')).toBe(2)
  })

  test('at once, two of ten get in', async () => {
    const studio = await openStudio()
    const asked = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => studio.ask(anna, `picture ${i}`)))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await studio.used('ip:anna')).toBe(2)
  })

  test('a full queue refuses until its first is gone', async () => {
    const studio = await openStudio({ concurrency: 1, queueBounds: { max: 2, maxWaitSeconds: 900 } })
    for (const name of ['x', 'y', 'z']) await studio.ask(visitor(name), name)
    await expect(studio.ask(anna, 'one more')).rejects.toMatchObject({
      ...{ kind: 'capacity', reason: 'queue-full' },
      facts: { limit: 2, used: 2, retryAfterSeconds: 5 },
    })
    expect(await studio.used('ip:anna')).toBe(0)
    expect(await studio.rows()).toHaveLength(3)
  })

  test('of forty who ask at once, a queue of twenty takes twenty', async () => {
    const limit = { calls: 1, windowMs: 60_000, marginMs: 600 }
    const studio = await openStudio({ limit, queueBounds: { max: 20, maxWaitSeconds: 9_000 } })
    await studio.ask(visitor('first'), 'the one that is sent')
    await studio.sent(1)
    const asked = await Promise.allSettled(Array.from({ length: 40 }, (_, i) => studio.ask(visitor(`v${i}`), `${i}`)))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
  })

  test('a wait nobody would sit out is refused, and after the seconds told the same request gets in', async () => {
    const limit = { calls: 1, windowMs: 60_000, marginMs: 600 }
    const studio = await openStudio({ limit, queueBounds: { max: 1000, maxWaitSeconds: 130 } })
    for (const name of ['w', 'x', 'y']) await studio.ask(visitor(name), name)
    await studio.sent(1)
    studio.upstream.open()[0]?.answer({ headersReceivedAt: studio.clock.monotonic() })
    const error = await studio.ask(anna, 'too late').catch((e) => e)
    expect(error).toMatchObject({ kind: 'capacity', reason: 'queue-full' })
    expect(await studio.used('ip:anna')).toBe(0)
    const { retryAfterSeconds } = error.facts
    expect(retryAfterSeconds).toBeGreaterThan(0)
    expect(retryAfterSeconds).toBeLessThanOrEqual(61)
    await studio.clock.advance(retryAfterSeconds * 1_000)
    expect(await studio.ask(anna, 'too late')).toMatchObject({ status: 'queued' })
  })

  test('premium is not refused for a long wait of others whom it overtakes', async () => {
    const limit = { calls: 1, windowMs: 60_000, marginMs: 600 }
    const studio = await openStudio({ limit, queueBounds: { max: 1000, maxWaitSeconds: 250 } })
    for (let i = 0; i < 5; i++) await studio.ask(visitor(`v${i}`), `of ${i}`)
    await expect(studio.ask(anna, 'free')).rejects.toMatchObject({ reason: 'queue-full' })
    expect((await studio.ask(paula, 'premium')).position).toBeLessThanOrEqual(2)
  })

  test('a long pause of the upstream is told as one', async () => {
    const studio = await openStudio()
    await studio.ask(ben, 'a')
    await studio.sent(1)
    studio.upstream.open()[0]?.fail('rate-limited', { retryAfterSeconds: 3_600 })
    await expect.poll(() => studio.dispatcher.pausedSeconds).toBe(3_600)
    await expect(studio.ask(anna, 'b')).rejects.toMatchObject({
      ...{ kind: 'capacity', reason: 'upstream-paused', facts: { retryAfterSeconds: 3_600 } },
    })
    expect(await studio.used('ip:anna')).toBe(0)
  })

  test('the daily cap leaves neither row nor charge', async () => {
    const studio = await openStudio({ dailyCap: 1 })
    await studio.ask(ben, 'a')
    await expect(studio.ask(anna, 'b')).rejects.toMatchObject({ reason: 'daily-cap' })
    expect(await studio.used('ip:anna')).toBe(0)
    expect(await studio.rows()).toHaveLength(1)
  })
})
