import { expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { createBackoff } from './backoff.ts'

test('a struggling upstream is left alone twice as long with each picture that fails, to half a minute', () => {
  const backoff = createBackoff(new FakeClock(), () => 1)
  const waits = Array.from({ length: 8 }, (_, i) => {
    backoff.failed(`picture ${i}`)
    return backoff.leftMs()
  })
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
})

test("one picture that fails again and again does not lengthen everybody's wait", async () => {
  const clock = new FakeClock()
  const backoff = createBackoff(clock, () => 1)
  for (let i = 0; i < 3; i++) {
    backoff.failed('the same')
    expect(backoff.leftMs()).toBe(1_000)
    await clock.advance(1_000)
  }
})

test('jitter takes off at most half', () => {
  const backoff = createBackoff(new FakeClock(), () => 0)
  backoff.failed('a')
  expect(backoff.leftMs()).toBe(500)
})

test('a success makes the next failure a first one; a pause asked for still holds', async () => {
  const clock = new FakeClock()
  const backoff = createBackoff(clock, () => 1)
  for (let i = 0; i < 5; i++) backoff.failed(`picture ${i}`)
  await clock.advance(16_000)
  expect(backoff.leftMs()).toBe(0)
  backoff.succeeded()
  backoff.failed('another')
  expect(backoff.leftMs()).toBe(1_000)
  backoff.pause(60_000)
  backoff.succeeded()
  expect(backoff.leftMs()).toBe(60_000)
})
