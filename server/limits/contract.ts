import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BurstPolicy, RateLimiter } from './types.ts'

export type LimiterHarness = {
  limiter: RateLimiter
  /** Makes whole seconds go by for everything taken so far. */
  pass(seconds: number): Promise<void>
  close(): Promise<void>
}

const POLICY: BurstPolicy = { name: 'free-burst', limit: 20, windowSeconds: 60 }

/** What every burst limiter must do; `create` makes one that has counted nothing yet. */
export function describeRateLimiter(name: string, create: () => Promise<LimiterHarness>) {
  describe(`${name} keeps the promises of a burst limiter`, () => {
    let harness: LimiterHarness
    let limiter: RateLimiter
    beforeEach(async () => {
      harness = await create()
      limiter = harness.limiter
    })
    afterEach(() => harness.close())

    const takeTimes = async (times: number, subject = 'ip:a', policy = POLICY) => {
      for (let i = 0; i < times; i++) expect(await limiter.take(policy, subject)).toMatchObject({ allowed: true })
    }

    test('200 takes at the same moment get exactly the limit', async () => {
      const decisions = await Promise.all(Array.from({ length: 200 }, async () => limiter.take(POLICY, 'ip:a')))
      expect(decisions.filter((d) => d.allowed)).toHaveLength(20)
    })

    test('it allows at most the limit in any window, and never refuses while there is room', async () => {
      const policy = { name: 'any-window', limit: 5, windowSeconds: 60 }
      const accepted: number[] = []
      let now = 0
      for (let i = 0; i < 150; i++) {
        const step = (i * 7919) % 23
        if (step > 0) await harness.pass(step)
        now += step
        const room = accepted.filter((at) => at > now - 60).length < policy.limit
        const { allowed } = await limiter.take(policy, 'ip:a')
        expect({ now, allowed }).toEqual({ now, allowed: room })
        if (allowed) accepted.push(now)
      }
      expect(accepted.length).toBeGreaterThan(50)
    })

    test('a refused client that sleeps retryAfterSeconds succeeds, and a second earlier it does not', async () => {
      await takeTimes(7)
      await harness.pass(25)
      await takeTimes(13)
      const { allowed, retryAfterSeconds } = await limiter.take(POLICY, 'ip:a')
      expect({ allowed, retryAfterSeconds }).toEqual({ allowed: false, retryAfterSeconds: 35 })
      await harness.pass(retryAfterSeconds - 1)
      expect(await limiter.take(POLICY, 'ip:a')).toMatchObject({ allowed: false, retryAfterSeconds: 1 })
      await harness.pass(1)
      expect(await limiter.take(POLICY, 'ip:a')).toMatchObject({ allowed: true, retryAfterSeconds: 0 })
    })

    test('refused takes cost nothing, however many and however heavy', async () => {
      await takeTimes(19)
      for (let i = 0; i < 100; i++) expect((await limiter.take(POLICY, 'ip:a', 2)).allowed).toBe(false)
      expect(await limiter.take(POLICY, 'ip:a')).toMatchObject({ allowed: true, remaining: 0 })
      for (let i = 0; i < 100; i++) expect((await limiter.take(POLICY, 'ip:a')).allowed).toBe(false)
      await harness.pass(60)
      expect(await limiter.take(POLICY, 'ip:a', 20)).toMatchObject({ allowed: true, remaining: 0 })
    })

    test('a heavy take uses its weight, and waits for as many units as it lacks', async () => {
      expect(await limiter.take(POLICY, 'ip:a', 8)).toMatchObject({ allowed: true, remaining: 12 })
      await harness.pass(10)
      expect(await limiter.take(POLICY, 'ip:a', 8)).toMatchObject({ allowed: true, remaining: 4 })
      await harness.pass(10)
      expect(await limiter.take(POLICY, 'ip:a', 5)).toMatchObject({ allowed: false, retryAfterSeconds: 40 })
      expect(await limiter.take(POLICY, 'ip:a', 13)).toMatchObject({ allowed: false, retryAfterSeconds: 50 })
      await harness.pass(50)
      expect(await limiter.take(POLICY, 'ip:a', 13)).toMatchObject({ allowed: true, remaining: 7 })
    })

    test('a cost over the limit is refused at any time, and a cost that is no whole number from 0 is an error', async () => {
      expect(await limiter.take(POLICY, 'ip:a', 21)).toMatchObject({ allowed: false, retryAfterSeconds: 60 })
      for (const cost of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
        await expect((async () => limiter.take(POLICY, 'ip:a', cost))()).rejects.toThrow(RangeError)
      expect(await limiter.take(POLICY, 'ip:a', 0)).toMatchObject({ remaining: 20 })
    })

    test('looking, at a cost of 0, tells what is left and takes nothing', async () => {
      await takeTimes(20)
      expect(await limiter.take(POLICY, 'ip:a', 0)).toMatchObject({ allowed: true, remaining: 0, resetSeconds: 60 })
      expect(await limiter.take(POLICY, 'ip:b', 0)).toMatchObject({ allowed: true, remaining: 20, resetSeconds: 0 })
    })

    test('resetSeconds is when the whole limit is there again', async () => {
      await takeTimes(1)
      await harness.pass(15)
      expect(await limiter.take(POLICY, 'ip:a')).toMatchObject({ limit: 20, remaining: 18, resetSeconds: 60 })
      await harness.pass(20)
      expect(await limiter.take(POLICY, 'ip:a', 0)).toMatchObject({ remaining: 18, resetSeconds: 40 })
      await harness.pass(40)
      expect(await limiter.take(POLICY, 'ip:a', 0)).toMatchObject({ remaining: 20, resetSeconds: 0 })
    })

    test('one subject never uses what belongs to another, nor one policy what belongs to another', async () => {
      await takeTimes(20)
      const reads = { name: 'free-reads', limit: 240, windowSeconds: 60 }
      expect(await limiter.take(POLICY, 'ip:b')).toMatchObject({ allowed: true, remaining: 19 })
      expect(await limiter.take(reads, 'ip:a')).toMatchObject({ allowed: true, remaining: 239 })
      expect(await limiter.take(POLICY, 'ip:a')).toMatchObject({ allowed: false })
    })

    test('a changed limit or window acts on the next take, and remembers what was taken', async () => {
      await takeTimes(20)
      expect(await limiter.take({ ...POLICY, limit: 22 }, 'ip:a')).toMatchObject({ allowed: true, remaining: 1 })
      expect(await limiter.take({ ...POLICY, limit: 5 }, 'ip:a')).toMatchObject({ allowed: false, remaining: 0 })
      await harness.pass(10)
      expect(await limiter.take({ ...POLICY, windowSeconds: 10 }, 'ip:a')).toMatchObject({ allowed: true })
    })
  })
}
