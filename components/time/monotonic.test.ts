import { expect, test } from 'vitest'
import { clocksDisagree, secondsLeft } from './monotonic'

test('a countdown says zero only when the time is over', () => {
  const anchor = { seconds: 10, atMs: 5_000 }
  expect(secondsLeft(anchor, 5_000)).toBe(10)
  expect(secondsLeft(anchor, 14_990)).toBe(1)
  expect(secondsLeft(anchor, 15_000)).toBe(0)
  expect(secondsLeft(anchor, 99_000)).toBe(0)
})

test('a tick from before the service answered does not lengthen the wait', () => {
  expect(secondsLeft({ seconds: 10, atMs: 5_000 }, 0)).toBe(10)
})

test('sleep and a changed clock are both noticed, an ordinary late timer is not', () => {
  const before = { wallMs: 1_000_000, monotonicMs: 500 }
  expect(clocksDisagree(before, { wallMs: 1_002_000, monotonicMs: 2_500 })).toBe(false)
  expect(clocksDisagree(before, { wallMs: 1_060_000, monotonicMs: 60_500 })).toBe(false)
  expect(clocksDisagree(before, { wallMs: 4_600_000, monotonicMs: 2_500 })).toBe(true)
  expect(clocksDisagree(before, { wallMs: 400_000, monotonicMs: 2_500 })).toBe(true)
})
