import { describe, expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { describeRateLimiter } from './contract.ts'
import { createMemoryRateLimiter } from './memory.ts'

const POLICY = { name: 'free-burst', limit: 20, windowSeconds: 60 }

describeRateLimiter('the limiter in memory', async () => {
  const clock = new FakeClock()
  const limiter = createMemoryRateLimiter(clock)
  return { limiter, pass: (seconds) => clock.advance(seconds * 1000), close: () => limiter.close() }
})

/** A clock set by hand: FakeClock's promises would take longer than the takes measured here. */
const handClock = () => {
  let now = 0.4
  const pass = (ms: number) => {
    now += ms
  }
  return { monotonic: () => now, pass }
}

describe('the limiter in memory stays small', () => {
  test('expired keys leave before any live one', () => {
    const clock = handClock()
    const limiter = createMemoryRateLimiter(clock, { maxKeys: 10 })
    for (let i = 0; i < 5; i++) limiter.take(POLICY, `old ${i}`)
    clock.pass(59_000)
    for (let i = 0; i < 5; i++) limiter.take(POLICY, `live ${i}`, 20)
    clock.pass(1001)
    for (let i = 0; i < 5; i++) expect(limiter.take(POLICY, `new ${i}`)).toMatchObject({ allowed: true, remaining: 19 })
    for (let i = 0; i < 5; i++) expect(limiter.take(POLICY, `live ${i}`)).toMatchObject({ allowed: false })
    expect(limiter.keys()).toBe(10)
  })

  test('filling the table with other addresses gives a used-up one no fresh start', () => {
    const limiter = createMemoryRateLimiter(handClock(), { maxKeys: 1000 })
    limiter.take(POLICY, 'greedy', 20)
    for (let i = 0; i < 15_000; i++) {
      limiter.take(POLICY, `flood ${i}`)
      if (i % 100 === 0) expect(limiter.take(POLICY, 'greedy').allowed).toBe(false)
    }
    expect(limiter.keys()).toBe(1000)
  })

  test('when every key is live a newcomer begins with what the emptiest of the oldest has used', () => {
    const limiter = createMemoryRateLimiter(handClock(), { maxKeys: 3 })
    limiter.take(POLICY, 'a', 9)
    limiter.take(POLICY, 'b', 3)
    limiter.take(POLICY, 'c', 20)
    expect(limiter.take(POLICY, 'new')).toMatchObject({ allowed: true, remaining: 16 })
    expect(limiter.take(POLICY, 'c', 0)).toMatchObject({ remaining: 0 })
    expect(limiter.keys()).toBe(3)
  })

  test('looking at keys nobody uses stores none of them', () => {
    const limiter = createMemoryRateLimiter(handClock())
    for (let i = 0; i < 100; i++) limiter.take(POLICY, `ip:${i}`, 0)
    expect(limiter.keys()).toBe(0)
  })
})

describe('the limiter in memory is exact below a millisecond', () => {
  test('no window ever holds more than the limit, though the clock ticks in fractions', () => {
    const clock = handClock()
    const limiter = createMemoryRateLimiter(clock)
    const accepted: number[] = []
    let random = 7
    for (let i = 0; i < 20_000; i++) {
      random = (random * 48_271) % 2_147_483_647
      clock.pass((random % 5_000_000) / 1000)
      if (limiter.take(POLICY, 'ip:a').allowed) accepted.push(clock.monotonic())
    }
    for (let i = 20; i < accepted.length; i++)
      expect((accepted[i] ?? 0) - (accepted[i - 20] ?? 0)).toBeGreaterThanOrEqual(60_000)
  })

  test('a client that sleeps exactly as long as it was told always succeeds', () => {
    const clock = handClock()
    const limiter = createMemoryRateLimiter(clock)
    let random = 11
    for (let i = 0; i < 20_000; i++) {
      random = (random * 48_271) % 2_147_483_647
      clock.pass((random % 2_000_000) / 1000)
      const { allowed, retryAfterSeconds } = limiter.take(POLICY, 'ip:a')
      if (allowed) continue
      clock.pass(retryAfterSeconds * 1000)
      expect(limiter.take(POLICY, 'ip:a').allowed).toBe(true)
    }
  })
})
