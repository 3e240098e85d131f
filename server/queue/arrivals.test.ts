import { expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { createArrivals } from './arrivals.ts'

const MINUTE_MS = 60_000
const total = (counts: number[]) => counts.reduce((a, b) => a + b, 0)

test('a steady stream is counted as it comes, lane by lane and turn by turn', async () => {
  const clock = new FakeClock()
  const arrivals = createArrivals(clock)
  for (let i = 0; i < 300; i++) {
    await clock.advance(2_000)
    arrivals.add('premium', i % 2 ? 1 : 0)
    if (i % 10 === 0) arrivals.add('free', 99)
  }
  expect(total(arrivals.coming('premium', MINUTE_MS))).toBeCloseTo(30, -0.5)
  const [now = 0, next = 0] = arrivals.coming('premium', MINUTE_MS)
  expect(now / next).toBeCloseTo(1, 1)
  expect(total(arrivals.coming('free', MINUTE_MS))).toBeCloseTo(3, 0)
  expect(arrivals.coming('free', MINUTE_MS).at(-1)).toBeGreaterThan(0) // further off than can be told apart
  expect(arrivals.coming('nobody', MINUTE_MS)).toEqual([])
}, 60_000)

test('a crowd shows within its minute, and is forgotten by and by', async () => {
  const clock = new FakeClock()
  const arrivals = createArrivals(clock)
  await clock.advance(3_600_000)
  for (let i = 0; i < 30; i++) arrivals.add('premium', 0)
  expect(total(arrivals.coming('premium', MINUTE_MS))).toBeCloseTo(30)
  await clock.advance(60_000)
  expect(total(arrivals.coming('premium', MINUTE_MS))).toBeLessThan(15)
  await clock.advance(1_800_000)
  expect(total(arrivals.coming('premium', MINUTE_MS))).toBeLessThan(0.1)
})

test('the first to come after a start are not taken for a crowd', () => {
  const arrivals = createArrivals(new FakeClock())
  arrivals.add('free', 0)
  expect(total(arrivals.coming('free', MINUTE_MS))).toBe(2)
})

test('a burst is not believed to go on for ever: in an hour no more come than in a few memories', async () => {
  const clock = new FakeClock()
  const arrivals = createArrivals(clock)
  await clock.advance(3_600_000)
  for (let i = 0; i < 16; i++) arrivals.add('free', 0)
  expect(total(arrivals.coming('free', MINUTE_MS))).toBeCloseTo(16)
  expect(total(arrivals.coming('free', 60 * MINUTE_MS))).toBeCloseTo(48)
})
