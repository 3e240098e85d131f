import { expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { createArrivals } from './arrivals.ts'

const perMinute = (rates: number[]) => rates.reduce((a, b) => a + b, 0) * 60_000

test('a steady stream is counted as it comes, lane by lane and turn by turn', async () => {
  const clock = new FakeClock()
  const arrivals = createArrivals(clock)
  for (let i = 0; i < 300; i++) {
    await clock.advance(2_000)
    arrivals.add('premium', i % 2 ? 1 : 0)
    if (i % 10 === 0) arrivals.add('free', 99)
  }
  expect(perMinute(arrivals.rates('premium'))).toBeCloseTo(30, -0.5)
  const [now = 0, next = 0] = arrivals.rates('premium')
  expect(now / next).toBeCloseTo(1, 1)
  expect(perMinute(arrivals.rates('free'))).toBeCloseTo(3, 0)
  expect(arrivals.rates('free').at(-1)).toBeGreaterThan(0) // further off than can be told apart
  expect(arrivals.rates('nobody')).toEqual([])
}, 60_000)

test('a crowd shows within its minute, and is forgotten by and by', async () => {
  const clock = new FakeClock()
  const arrivals = createArrivals(clock)
  await clock.advance(3_600_000)
  for (let i = 0; i < 30; i++) arrivals.add('premium', 0)
  expect(perMinute(arrivals.rates('premium'))).toBeCloseTo(30)
  await clock.advance(60_000)
  expect(perMinute(arrivals.rates('premium'))).toBeLessThan(15)
  await clock.advance(1_800_000)
  expect(perMinute(arrivals.rates('premium'))).toBeLessThan(0.1)
})

test('the first to come after a start are not taken for a crowd', () => {
  const arrivals = createArrivals(new FakeClock())
  arrivals.add('free', 0)
  expect(perMinute(arrivals.rates('free'))).toBe(2)
})
