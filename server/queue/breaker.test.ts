import { describe, expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
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
  test('one picture that fails again and again makes everybody wait a second each time, and no longer', async () => {
    const { breaker, clock } = open()
    for (let i = 0; i < 5; i++) {
      expect(breaker.failed(breaker.sent(), 'the same')).toBe(true)
      expect(breaker.leftMs()).toBe(1_000)
      await clock.advance(1_000)
    }
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

  test('what no picture can mend opens it at once', () => {
    const { breaker } = open()
    breaker.failed(breaker.sent(), 'a', { final: true })
    expect(breaker.sent().probe).toBe(true)
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

  test('a failed probe is not held against its picture, unless it is the same one again and again', async () => {
    const { breaker, clock } = openTripped()
    const verdicts = []
    for (let i = 0; i < 8; i++) {
      await clock.advance(breaker.leftMs())
      verdicts.push(breaker.failed(breaker.sent(), 'poison'))
    }
    expect(verdicts).toEqual([false, false, false, false, false, false, true, true])
    await clock.advance(breaker.leftMs())
    expect(breaker.failed(breaker.sent(), 'another')).toBe(false)
  })

  test('after a good probe twice as many go out at once with each good answer: no herd', async () => {
    const { breaker, clock } = openTripped()
    await clock.advance(2_000)
    const most = []
    for (let round = 0; round < 8; round++) {
      const tickets = []
      while (breaker.leftMs() === 0 && tickets.length < 1000) tickets.push(breaker.sent())
      most.push(tickets.length)
      const [first, ...others] = tickets
      if (first) breaker.succeeded(first)
      for (const ticket of others) breaker.ended(ticket)
    }
    expect(most).toEqual([1, 2, 4, 8, 16, 32, 64, 1000])
    expect(breaker.pausedMs()).toBe(0)
  })

  test('a failure while it recovers opens it again', async () => {
    const { breaker, clock } = openTripped()
    await clock.advance(2_000)
    breaker.succeeded(breaker.sent())
    breaker.failed(breaker.sent(), 'z')
    expect(breaker.sent().probe).toBe(true)
  })
})
