import { describe, expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { createRandom } from '../emulator/random.ts'
import { createBreaker } from './breaker.ts'

function open(random = () => 1) {
  const clock = new FakeClock()
  return { clock, breaker: createBreaker(clock, random) }
}

/** Three different pictures fail: it opens. */
function openTripped(random?: () => number) {
  const opened = open(random)
  for (const id of ['a', 'b', 'c']) opened.breaker.failed(opened.breaker.sent(), id)
  return opened
}

describe('closed', () => {
  test('one that fails makes all wait a second; if it fails again, with nothing well in between, it is the upstream', () => {
    const { breaker } = open()
    expect(breaker.failed(breaker.sent(), 'a')).toBe(true)
    expect([breaker.leftMs(), breaker.open]).toEqual([1_000, false])
    expect(breaker.failed(breaker.sent(), 'a')).toBe(true)
    expect([breaker.leftMs(), breaker.open]).toEqual([2_000, true])
  })

  test('one that fails again and again while others fare well never opens it', async () => {
    const { breaker, clock } = open()
    for (let i = 0; i < 5; i++) {
      expect(breaker.failed(breaker.sent(), 'poison')).toBe(true)
      expect(breaker.leftMs()).toBe(1_000)
      await clock.advance(1_000)
      breaker.succeeded(breaker.sent())
    }
    expect(breaker.open).toBe(false)
  })

  test('three different ones in a row open it; a success in between does not let them add up', () => {
    const { breaker } = open()
    for (const id of ['a', 'b']) breaker.failed(breaker.sent(), id)
    breaker.succeeded(breaker.sent())
    for (const id of ['c', 'd']) breaker.failed(breaker.sent(), id)
    expect(breaker.sent().probe).toBe(false)
    breaker.failed(breaker.sent(), 'e')
    expect(breaker.sent().probe).toBe(true)
  })

  test('jitter takes off at most half', () => {
    const { breaker } = open(() => 0)
    breaker.failed(breaker.sent(), 'a')
    expect(breaker.leftMs()).toBe(500)
  })

  test('what no picture can mend opens it at once, and is not held against the one that met it', () => {
    const { breaker } = open()
    expect(breaker.failed(breaker.sent(), 'a', { final: true })).toBe(false)
    expect(breaker.sent().probe).toBe(true)
  })

  test('what others do not meet is held against the one that meets it, whatever the upstream calls it', async () => {
    const { breaker, clock } = open()
    breaker.failed(breaker.sent(), 'a', { final: true })
    await clock.advance(2_000)
    breaker.succeeded(breaker.sent())
    expect(breaker.failed(breaker.sent(), 'a', { final: true })).toBe(true)
  })
})

describe('open', () => {
  test('thirty calls that were out when it opened do not lengthen the wait', () => {
    const { breaker } = open()
    const tickets = Array.from({ length: 30 }, () => breaker.sent())
    for (const [i, ticket] of tickets.entries()) breaker.failed(ticket, `picture ${i}`)
    expect(breaker.leftMs()).toBe(2_000)
  })

  test('waits twice as long after each failed probe, to half a minute', async () => {
    const { breaker, clock } = openTripped()
    const waits = []
    for (let i = 0; i < 6; i++) {
      waits.push(breaker.leftMs())
      await clock.advance(breaker.leftMs())
      breaker.failed(breaker.sent(), `probe ${i}`)
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  })

  test('waits as long as the upstream asks, after one failure too', () => {
    const { breaker } = open()
    breaker.failed(breaker.sent(), 'a', { retryAfterMs: 90_000 })
    expect(breaker.pausedMs()).toBe(90_000)
    breaker.pause(120_000)
    breaker.pause(1_000)
    expect(breaker.leftMs()).toBe(120_000)
  })

  test('its jitter is the random numbers it was given: the same ones, the same waits', async () => {
    const waits = async (seed: number) => {
      const { breaker, clock } = openTripped(createRandom(seed))
      const all = []
      for (let i = 0; i < 5; i++) {
        all.push(breaker.leftMs())
        await clock.advance(breaker.leftMs())
        breaker.failed(breaker.sent(), `probe ${i}`)
      }
      return all
    }
    const one = await waits(1)
    expect(await waits(1)).toEqual(one)
    expect(await waits(2)).not.toEqual(one)
    for (const [i, ms] of one.entries()) {
      const whole = Math.min(30_000, 2_000 * 2 ** i)
      expect(ms).toBeGreaterThanOrEqual(whole / 2)
      expect(ms).toBeLessThanOrEqual(whole)
    }
  })

  test('a step of the wall clock opens nothing', () => {
    const { breaker, clock } = openTripped()
    clock.step(3_600_000)
    expect(breaker.leftMs()).toBe(2_000)
  })
})

describe('half open', () => {
  test('one probe goes out and nothing beside it, until its end', async () => {
    const { breaker, clock } = openTripped()
    await clock.advance(2_000)
    expect(breaker.leftMs()).toBe(0)
    const probe = breaker.sent()
    expect(probe.probe).toBe(true)
    expect(breaker.leftMs()).toBe(Number.POSITIVE_INFINITY)
    expect(breaker.pausedMs()).toBeGreaterThan(0) // people still read that it is being tried
    breaker.ended(probe)
    expect(breaker.leftMs()).toBe(0)
  })

  test('a failed probe is not held against its picture through two minutes, whatever the jitter', async () => {
    const { breaker, clock } = openTripped(() => 0)
    const start = clock.monotonic()
    await clock.advance(breaker.leftMs())
    while (!breaker.failed(breaker.sent(), 'first in line')) await clock.advance(breaker.leftMs())
    expect(clock.monotonic() - start).toBeGreaterThan(120_000)
    expect(clock.monotonic() - start).toBeLessThan(300_000)
  })

  test('a picture that fails alone is spared a stumble of the upstream, and then held to account', () => {
    const { breaker } = open()
    const verdicts = Array.from({ length: 6 }, () => breaker.failed(breaker.sent(), 'alone'))
    expect(verdicts).toEqual([true, true, false, false, true, true])
  })

  test('after probes of one and the same picture another is asked for, less and less often', async () => {
    const { breaker, clock } = open()
    const probes = []
    for (let fresh = 1; probes.length < 40; ) {
      await clock.advance(breaker.leftMs())
      const id = breaker.wantsAnother ? `fresh ${fresh++}` : 'first'
      breaker.failed(breaker.sent(), id)
      probes.push(id)
    }
    const turns = probes.flatMap((id, at) => (id === 'first' ? [] : [at]))
    expect(turns).toEqual([2, 7, 16, 33])
  })

  test('one that fails where another fared well is held to account again', async () => {
    const { breaker, clock } = open()
    for (let i = 0; i < 2; i++) {
      breaker.failed(breaker.sent(), 'poison')
      await clock.advance(breaker.leftMs())
    }
    expect(breaker.wantsAnother).toBe(true)
    breaker.succeeded(breaker.sent())
    expect(breaker.wantsAnother).toBe(false)
    expect(breaker.failed(breaker.sent(), 'poison')).toBe(true)
  })

  test('after a good probe 2, then 4, then 8 are out at once as all come back well: no herd', async () => {
    const { breaker, clock } = openTripped()
    await clock.advance(2_000)
    const most = []
    for (let round = 0; round < 7; round++) {
      const tickets = []
      while (breaker.leftMs() === 0 && tickets.length < 1000) tickets.push(breaker.sent())
      most.push(tickets.length)
      for (const ticket of tickets) breaker.succeeded(ticket)
    }
    expect(most).toEqual([1, 2, 4, 8, 16, 32, 1000])
    expect(breaker.pausedMs()).toBe(0)
  })

  test('a failure while many are out again halves how many may be, and a second one opens it', async () => {
    const { breaker, clock } = openTripped()
    await clock.advance(2_000)
    for (let i = 0; i < 7; i++) breaker.succeeded(breaker.sent())
    breaker.failed(breaker.sent(), 'x')
    await clock.advance(breaker.leftMs())
    const tickets = []
    while (breaker.leftMs() === 0) tickets.push(breaker.sent())
    expect(tickets).toHaveLength(4)
    for (const [i, ticket] of tickets.entries()) breaker.failed(ticket, `y${i}`)
    expect(breaker.open).toBe(true)
  })

  test('a failure while it recovers opens it again', async () => {
    const { breaker, clock } = openTripped()
    await clock.advance(2_000)
    breaker.succeeded(breaker.sent())
    breaker.failed(breaker.sent(), 'z')
    expect(breaker.sent().probe).toBe(true)
  })
})
