import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { listCalls } from '../../db/queries/upstream-calls.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { LIMIT, openPacer, openWarm } from './pacer.fixture.ts'
import { createPacer, latestCount } from './pacer.ts'

/** The most calls counted in any window that is open at its end, as a sliding log, or any fixed window, would count. */
function mostInAnyWindow(counted: readonly number[], windowMs: number): number {
  const sorted = [...counted].sort((a, b) => a - b)
  return Math.max(0, ...sorted.map((start) => sorted.filter((at) => at >= start && at < start + windowMs).length))
}

describe('the slots', () => {
  test('never let more than N be counted in any window, whatever the arrivals, the delays and the answers', async () => {
    const call = fc.record({
      waitMs: fc.oneof(fc.constant(0), fc.nat(700)),
      travelMs: fc.nat(LIMIT.marginMs),
      workMs: fc.oneof(fc.nat(50), fc.nat(2_500)),
      told: fc.constantFrom('nothing', 'work', 'lie', 'lost'),
    })
    const db = temporaryDatabase()
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 25 }), async (calls) => {
        const counted = await simulate(db, `run ${++runs}`, calls)
        expect(counted).toHaveLength(calls.length)
        expect(mostInAnyWindow(counted, LIMIT.windowMs)).toBeLessThanOrEqual(LIMIT.calls)
      }),
      { numRuns: 150, seed: 11 },
    )
    expect(runs).toBe(150)
  })

  test('are used as fast as allowed: 30 calls that travel at once take nine windows', async () => {
    const counted = await simulate(
      temporaryDatabase(),
      'saturated',
      Array.from({ length: 30 }, () => ({ waitMs: 0, travelMs: 0, workMs: 0, told: 'work' })),
    )
    expect((counted.at(-1) ?? 0) - (counted[0] ?? 0)).toBe(9 * LIMIT.windowMs)
  })

  test('are held while a call is out, and there is nothing to wait for but its end', async () => {
    const { pacer, take, clock } = await openWarm()
    const slots = [await take(), await take(), await take()]
    expect(pacer.opensInMs()).toBe(Number.POSITIVE_INFINITY)
    await clock.advance(60_000)
    expect(pacer.opensInMs()).toBe(Number.POSITIVE_INFINITY)
    for (const slot of slots) pacer.settle(slot, undefined)
    expect(pacer.opensInMs()).toBe(1_100) // unanswered: counted as late as now + margin
  })

  test('tell when each of them opens, and never promise less than a freeze', async () => {
    const { pacer, take, clock } = await openWarm()
    expect(pacer.forecast()).toEqual([0, 0, 0])
    const slot = await take()
    await clock.advance(40)
    pacer.settle(slot, { headersReceivedAt: clock.monotonic(), serverProcessingMs: 30 })
    await take()
    expect(pacer.forecast()).toEqual([0, 970, 1_100])
    await pacer.freeze(1_000)
    expect(pacer.forecast()).toEqual([1_000, 1_000, 1_150])
    expect(pacer.opensInMs()).toBe(1_000)
    await pacer.freeze(10)
    expect(pacer.opensInMs()).toBe(1_000)
  })

  test('after a 429 leave calls half as long again to travel, and at most a window', async () => {
    const { pacer, take } = await openWarm()
    await pacer.freeze(0)
    const slot = await take()
    pacer.settle(slot, undefined)
    expect(pacer.forecast().at(-1)).toBe(1_150)
    for (let i = 0; i < 20; i++) await pacer.freeze(0)
    pacer.settle(slot, undefined)
    expect(pacer.forecast().at(-1)).toBe(2_000)
  })

  test('give a tenth of themselves, and at least one, to second and third tries', async () => {
    const { pacer, take, clock } = await openWarm({ limit: { ...LIMIT, calls: 20 } })
    expect(pacer.retryOpensInMs()).toBe(0)
    const tries = [await take({ retry: true }), await take({ retry: true })]
    expect(pacer.opensInMs()).toBe(0)
    expect(pacer.retryOpensInMs()).toBe(Number.POSITIVE_INFINITY)
    for (const slot of tries) pacer.settle(slot, { headersReceivedAt: clock.monotonic() })
    expect(pacer.retryOpensInMs()).toBe(1_000)
    await expect(take({ retry: true })).rejects.toThrow('no slot is open')
    await clock.advance(1_000)
    await take({ retry: true })
    const { pacer: small, take: takeSmall } = await openWarm()
    await takeSmall({ retry: true })
    expect(small.retryOpensInMs()).toBe(Number.POSITIVE_INFINITY)
    expect(small.opensInMs()).toBe(0)
  })

  test('taken in a transaction count there, and are nobody’s if it comes to nothing', async () => {
    const { db, pacer } = await openWarm()
    const call = { pictureId: 'picture', retry: false }
    const failing = db.write(async (session) => {
      for (let i = 0; i < LIMIT.calls; i++) await pacer.reserve(session, call)
      expect(pacer.opensInMs(session)).toBe(Number.POSITIVE_INFINITY)
      await pacer.reserve(session, call)
    })
    await expect(failing).rejects.toThrow('no slot is open')
    expect(pacer.opensInMs()).toBe(0)
    const reserved = await db.write((session) => Promise.all([1, 2, 3].map(() => pacer.reserve(session, call))))
    for (const one of reserved) pacer.hold(one)
    expect(pacer.opensInMs()).toBe(Number.POSITIVE_INFINITY)
  })

  test('start counting when the call is sent, however long the commit took', async () => {
    const { db, pacer, clock } = await openWarm()
    const reserved = await db.write((s) => pacer.reserve(s, { pictureId: 'picture', retry: false }))
    await clock.advance(5_000)
    expect(pacer.hold(reserved).sentAt).toBe(clock.monotonic())
  })

  test('without a limit are always there, and keep no log', async () => {
    const { db, pacer, take, answered } = await openPacer({ limit: null })
    for (let i = 0; i < 50; i++) await answered(await take())
    expect(pacer.opensInMs()).toBe(0)
    expect(pacer.forecast()).toEqual([])
    expect(await listCalls(db.read, 'test')).toEqual([])
  })
})

describe('the latest moment a call can have been counted', () => {
  const slot = { id: 's', sentAt: 1_000, sendBy: 11_000, retry: false }
  test.each([
    ['now + margin without an answer', undefined, 3_100],
    ['its margin, when the answer says nothing of the work', { headersReceivedAt: 2_500 }, 1_100],
    ['the answer itself, when it came sooner', { headersReceivedAt: 1_040 }, 1_040],
    ['the answer less the work', { headersReceivedAt: 1_090, serverProcessingMs: 50 }, 1_040],
    ['that also when it travelled beyond its margin', { headersReceivedAt: 3_000, serverProcessingMs: 50 }, 2_950],
    [
      'not before it was sent: more work than time is not believed',
      { headersReceivedAt: 1_050, serverProcessingMs: 51 },
      1_050,
    ],
    ['later, when it left later than meant', { sentAt: 1_500, headersReceivedAt: 2_500 }, 1_600],
    ['nor is negative work', { headersReceivedAt: 1_050, serverProcessingMs: -1 }, 1_050],
    ['nor work that is no number', { headersReceivedAt: 1_050, serverProcessingMs: Number.NaN }, 1_050],
  ])('is %s', (_, answer, expected) => {
    expect(latestCount(slot, answer, 3_000, 100)).toBe(expected)
  })
})

type SimulatedCall = { waitMs: number; travelMs: number; workMs: number; told: string }

/**
 * A busy dispatcher in front of an upstream that counts each call `travelMs` after it was sent, works `workMs`, and may say
 * how long, lie that it was longer, or never be heard of again. Returns when calls were counted.
 */
async function simulate(db: Database, upstream: string, calls: readonly SimulatedCall[]): Promise<number[]> {
  const clock = new FakeClock()
  const pacer = await createPacer({ db, clock, account: upstream, limit: LIMIT })
  const counted: number[] = []
  for (const call of calls) {
    await clock.advance(call.waitMs)
    for (let ms = pacer.opensInMs(); ms > 0; ms = pacer.opensInMs()) await clock.advance(Number.isFinite(ms) ? ms : 25)
    const slot = pacer.hold({ id: `call ${counted.length}`, sendBy: Number.POSITIVE_INFINITY, retry: false })
    counted.push(slot.sentAt + call.travelMs)
    clock.timer(call.travelMs + call.workMs, () => {
      const answer =
        call.told === 'lost' ? undefined : { headersReceivedAt: clock.monotonic(), serverProcessingMs: claimed(call) }
      pacer.settle(slot, answer)
    })
  }
  await clock.advance(10_000)
  return counted
}

/** What it says it worked: a lie is longer than the call took. */
const claimed = ({ told, travelMs, workMs }: SimulatedCall) =>
  told === 'nothing' ? undefined : told === 'lie' ? travelMs + workMs + 1 : workMs
