import { expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { createBackoff } from './backoff.ts'

test('a struggling upstream is left alone twice as long each time, to half a minute, and forgiven at a success', () => {
  const backoff = createBackoff(new FakeClock(), () => 1)
  const waits = Array.from({ length: 9 }, () => {
    backoff.failed()
    return backoff.leftMs()
  })
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
})

test('jitter takes off at most half', () => {
  const backoff = createBackoff(new FakeClock(), () => 0)
  backoff.failed()
  expect(backoff.leftMs()).toBe(250)
})

test('a success makes the next failure a first one; a pause asked for still holds', async () => {
  const clock = new FakeClock()
  const backoff = createBackoff(clock, () => 1)
  for (let i = 0; i < 5; i++) backoff.failed()
  await clock.advance(8_000)
  expect(backoff.leftMs()).toBe(0)
  backoff.succeeded()
  backoff.failed()
  expect(backoff.leftMs()).toBe(500)
  backoff.pause(60_000)
  backoff.succeeded()
  expect(backoff.leftMs()).toBe(60_000)
})
