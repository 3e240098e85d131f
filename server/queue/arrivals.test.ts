import { expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { createArrivals } from './arrivals.ts'

const MINUTE_MS = 60_000

test('a steady stream is counted as it comes, lane by lane and turn by turn', async () => {
  const clock = new FakeClock()
  const arrivals = createArrivals(clock)
  for (let i = 0; i < 300; i++) {
    await clock.advance(2_000)
    arrivals.add('premium', i % 2 ? 1 : 0)
    if (i % 10 === 0) arrivals.add('free', 99)
  }
  expect(arrivals.expected('premium').total(MINUTE_MS)).toBeCloseTo(30, -0.5)
  const { earlier, total } = arrivals.expected('premium')
  expect(earlier(1, MINUTE_MS)).toBeCloseTo(total(MINUTE_MS) / 2, 0) // half of them have the turn that is served
  expect(earlier(2, MINUTE_MS)).toBeCloseTo(total(MINUTE_MS) * 0.75, 0) // the other half have one turn only to come in
  expect(arrivals.expected('free').total(MINUTE_MS)).toBeCloseTo(3, 0)
  expect(arrivals.expected('free').earlier(5, MINUTE_MS)).toBe(0) // all of them are further off
  expect(arrivals.expected('nobody').total(MINUTE_MS)).toBe(0)
}, 60_000)

test('a crowd shows within its minute, and is forgotten by and by', async () => {
  const clock = new FakeClock()
  const arrivals = createArrivals(clock)
  await clock.advance(3_600_000)
  for (let i = 0; i < 30; i++) arrivals.add('premium', 0)
  expect(arrivals.expected('premium').total(MINUTE_MS)).toBeCloseTo(30)
  await clock.advance(60_000)
  expect(arrivals.expected('premium').total(MINUTE_MS)).toBeLessThan(15)
  await clock.advance(1_800_000)
  expect(arrivals.expected('premium').total(MINUTE_MS)).toBeLessThan(0.1)
})

test('the first to come after a start are not taken for a crowd', () => {
  const arrivals = createArrivals(new FakeClock())
  arrivals.add('free', 0)
  expect(arrivals.expected('free').total(MINUTE_MS)).toBe(2)
})

test('a burst is not believed to go on for ever: in an hour no more come than in a few memories', async () => {
  const clock = new FakeClock()
  const arrivals = createArrivals(clock)
  await clock.advance(3_600_000)
  for (let i = 0; i < 16; i++) arrivals.add('free', 0)
  expect(arrivals.expected('free').total(MINUTE_MS)).toBeCloseTo(16)
  expect(arrivals.expected('free').total(60 * MINUTE_MS)).toBeCloseTo(48)
})
