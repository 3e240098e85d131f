import { describe, expect, test } from 'vitest'
import { settle } from '../clock.fake.ts'
import { until } from '../queue/until.fixture.ts'
import { openStudio, visitor } from './studio.fixture.ts'

type Studio = Awaited<ReturnType<typeof openStudio>>

const anna = visitor('anna')
/** One call a minute. */
const LIMIT = { calls: 1, windowMs: 60_000, marginMs: 0 }
const DRAWING_MS = 5_000 // what a call is believed to take until one has

/** Moves the clock as if every call took as long as is believed. */
async function pass(studio: Studio, ms: number) {
  const end = studio.clock.monotonic() + ms
  for (const call of studio.upstream.open()) sentAt(studio, call)
  while (studio.clock.monotonic() < end) {
    await studio.clock.advance(Math.min(500, end - studio.clock.monotonic()))
    await settle()
    const due = studio.upstream.open().filter((call) => studio.clock.monotonic() >= sentAt(studio, call) + DRAWING_MS)
    for (const call of due) call.answer({ headersReceivedAt: studio.clock.monotonic() })
    await until('the calls are settled', () => studio.dispatcher.inFlight === studio.upstream.open().length)
    await settle()
  }
}

const sent = new WeakMap<object, number>()
function sentAt(studio: Studio, call: object) {
  const at = sent.get(call) ?? studio.clock.monotonic()
  sent.set(call, at)
  return at
}

const refusal = async (studio: Studio, words: string) => {
  const error = await studio.ask(anna, words).catch((thrown) => thrown)
  expect(error.kind).toMatch(/^(capacity|limit)$/)
  expect(await studio.used('ip:anna')).toBe(await charged(studio))
  return { reason: error.reason, seconds: Number(error.facts.retryAfterSeconds) }
}

const charged = async (studio: Studio) => (await studio.rows()).filter(({ subject }) => subject === 'ip:anna').length

/** Refused a second before the time that was told, taken in exactly then. */
async function expectRight(studio: Studio, words: string, seconds: number) {
  expect(seconds).toBeGreaterThan(1)
  await pass(studio, (seconds - 1) * 1_000)
  await refusal(studio, words)
  await pass(studio, 1_000)
  expect((await studio.ask(anna, words)).status).toMatch(/^(queued|drawing)$/)
}

describe('a refusal says when the same request is taken in', () => {
  test('a queue that is full by its number', async () => {
    const studio = await openStudio({ limit: LIMIT, queueBounds: { max: 2, maxWaitSeconds: 900 } })
    for (const name of ['x', 'y', 'z']) await studio.ask(visitor(name), name)
    await studio.sent(1)
    const { reason, seconds } = await refusal(studio, 'one more')
    expect([reason, seconds]).toEqual(['queue-full', 60])
    await expectRight(studio, 'one more', seconds)
  })

  test('a queue whose wait is too long', async () => {
    const studio = await openStudio({ limit: LIMIT, queueBounds: { max: 1_000, maxWaitSeconds: 130 } })
    for (const name of ['w', 'x', 'y']) await studio.ask(visitor(name), name)
    await studio.sent(1)
    const { reason, seconds } = await refusal(studio, 'too late')
    expect(reason).toBe('queue-full')
    await expectRight(studio, 'too late', seconds)
  })

  test('a long pause of the upstream, even with some waiting for its end', async () => {
    const studio = await openStudio({ limit: LIMIT, queueBounds: { max: 1_000, maxWaitSeconds: 200 } })
    for (const name of ['x', 'y', 'z']) await studio.ask(visitor(name), name)
    await studio.sent(1)
    const headersReceivedAt = studio.clock.monotonic()
    studio.upstream.open()[0]?.fail('rate-limited', { retryAfterSeconds: 300, headersReceivedAt })
    await until('it is paused', () => studio.dispatcher.pausedSeconds === 300 && studio.dispatcher.inFlight === 0)
    const { reason, seconds } = await refusal(studio, 'during the pause')
    expect(reason).toBe('upstream-paused')
    expect(seconds).toBeGreaterThanOrEqual(300)
    await pass(studio, seconds * 1_000)
    expect((await studio.ask(anna, 'during the pause')).status).toBe('queued')
  })

  test('a short pause that makes the wait too long', async () => {
    const studio = await openStudio({ limit: LIMIT, queueBounds: { max: 1_000, maxWaitSeconds: 200 } })
    for (const name of ['x', 'y', 'z']) await studio.ask(visitor(name), name)
    await studio.sent(1)
    const headersReceivedAt = studio.clock.monotonic()
    studio.upstream.open()[0]?.fail('rate-limited', { retryAfterSeconds: 100, headersReceivedAt })
    await until('it is paused', () => studio.dispatcher.pausedSeconds === 100 && studio.dispatcher.inFlight === 0)
    const { reason, seconds } = await refusal(studio, 'during the pause')
    expect([reason, seconds]).toEqual(['upstream-paused', 80])
    await expectRight(studio, 'during the pause', seconds)
  })

  test('a crowd that would overtake, once it has passed', async () => {
    const studio = await openStudio({ limit: LIMIT, queueBounds: { max: 1_000, maxWaitSeconds: 300 } })
    for (let i = 0; i < 4; i++) await studio.ask(visitor(`v${i}`), `of ${i}`)
    await studio.sent(1)
    await studio.ask(anna, 'first')
    const { reason, seconds } = await refusal(studio, 'second')
    expect(reason).toBe('queue-full')
    expect(seconds).toBeLessThanOrEqual(600)
    await pass(studio, seconds * 1_000)
    expect((await studio.ask(anna, 'second')).status).toMatch(/^(queued|drawing)$/)
  })

  test.each([
    ['being drawn', [], 5],
    ['waiting behind another', ['x'], 65],
  ])('two of one’s own under way, the first of them %s', async (_, before, told) => {
    const studio = await openStudio({ limit: LIMIT, queueBounds: { max: 1_000, maxWaitSeconds: 1_800 } })
    for (const name of before) await studio.ask(visitor(name), name)
    for (const words of ['a', 'b']) await studio.ask(anna, words)
    await studio.sent(1)
    const { reason, seconds } = await refusal(studio, 'c')
    expect([reason, seconds]).toEqual(['waiting-cap', told])
    await expectRight(studio, 'c', seconds)
  })
})
