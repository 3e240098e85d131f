import { describe, expect, it } from 'vitest'
import { createRandom } from '../emulator/random.ts'
import { type Emulated, emulatedCall } from './emulated.fixture.ts'
import { reportOf } from './report.ts'
import { type ProbeOptions, runProbe } from './run-probe.ts'
import type { ProbeAnswer } from './types.ts'
import { createVirtualClock } from './virtual-clock.fixture.ts'

const START = Date.parse('2026-03-01T12:00:23.400Z')
const usual: Emulated = {
  semantics: 'sliding',
  limit: 30,
  windowMs: 60_000,
  latencyMs: [0, 150],
  drawMs: [0, 0],
  retryAfter: true,
  processingHeader: true,
}

async function probe(emulated: Partial<Emulated>, options: Partial<ProbeOptions> = {}) {
  const clock = createVirtualClock(START)
  const upstream = emulatedCall({ ...usual, ...emulated }, clock, createRandom(11))
  const finding = await clock.run(
    runProbe({
      clock,
      call: upstream.call,
      random: createRandom(1),
      budget: 120,
      concurrency: 30,
      longestMs: 1_200_000,
      ...options,
    }),
  )
  return { finding, report: reportOf(finding), calls: upstream.calls() }
}

describe('the probe', () => {
  it.each([
    ['sliding', 30, 60],
    ['fixed-clock', 30, 60],
    ['fixed-first', 30, 60],
    ['token-bucket', 30, 60],
    ['sliding', 10, 10],
    ['token-bucket', 8, 6],
  ] as const)('finds a %s limit of %i in %i s within 120 calls', async (semantics, limit, seconds) => {
    const { finding, report, calls } = await probe({ semantics, limit, windowMs: seconds * 1000 })
    expect(finding).toMatchObject({ why: 'found', sent: calls })
    expect(finding.suspects[0]).toMatchObject({ kind: semantics, calls: limit, windowMs: seconds * 1000 })
    expect(calls).toBeLessThanOrEqual(120)
    expect(report.settings).toMatch(
      new RegExp(`^UPSTREAM_LIMIT=${limit} UPSTREAM_WINDOW_SECONDS=${seconds} UPSTREAM_MARGIN_MS=[23]\\d\\d$`),
    )
    expect(report.sure).not.toBe('could-not-tell')
  })

  it('measures a window that is none of the usual lengths, and never advises a shorter one', async () => {
    const { finding, report } = await probe({ limit: 6, windowMs: 34_500 })
    const [low = 0, high = 0] = finding.windowBetween ?? []
    expect(low).toBeLessThanOrEqual(34_500)
    expect(high).toBeGreaterThanOrEqual(34_500)
    expect(report.settings).toMatch(/^UPSTREAM_LIMIT=6 UPSTREAM_WINDOW_SECONDS=3[5-7] /)
  })

  it('knows that one call at a time is the same rule in three kinds', async () => {
    const { finding, report } = await probe({ limit: 1, windowMs: 10_000 })
    expect(finding.why).toBe('found')
    expect(report.settings).toContain('UPSTREAM_LIMIT=1 UPSTREAM_WINDOW_SECONDS=10 ')
    expect(report.lines.join('\n')).toContain('are the same rule')
  })

  it('finds it without Retry-After, without a processing header, and while drawings take seconds', async () => {
    const { finding } = await probe({ retryAfter: false, processingHeader: false, drawMs: [3000, 6000] })
    expect(finding).toMatchObject({ why: 'found', retryAfterSeen: false })
    expect(finding.suspects[0]).toMatchObject({ kind: 'sliding', calls: 30, windowMs: 60_000 })
  })

  it('is not thrown off by one call that took ten times as long', async () => {
    const clock = createVirtualClock(START)
    const emulated = { ...usual, semantics: 'fixed-clock', limit: 6, windowMs: 3000 } as const
    const upstream = emulatedCall(emulated, clock, createRandom(11))
    let calls = 0
    const call = async () => {
      if (++calls === 5) await new Promise<void>((resolve) => clock.timer(1500, resolve))
      return upstream.call()
    }
    const options = { clock, call, random: createRandom(1), budget: 120, concurrency: 30, longestMs: 1_200_000 }
    const finding = await clock.run(runProbe(options))
    expect(finding.why).toBe('found')
    expect(finding.suspects[0]).toMatchObject({ kind: 'fixed-clock', calls: 6, windowMs: 3000 })
    expect(finding.travel.most).toBeGreaterThan(1500)
  })

  it('sends nothing before a Retry-After it has heard is over', async () => {
    const clock = createVirtualClock(START)
    const { call } = emulatedCall({ ...usual, semantics: 'fixed-first', limit: 5 }, clock, createRandom(3))
    let notBefore = 0
    let early = 0
    await clock.run(
      runProbe({
        clock,
        ...{ random: createRandom(2), budget: 120, concurrency: 30, longestMs: 1_200_000 },
        async call() {
          if (clock.monotonic() < notBefore) early++
          const answer = await call()
          notBefore = Math.max(notBefore, clock.monotonic() + (answer.retryAfterSeconds ?? 0) * 1000)
          return answer
        },
      }),
    )
    expect(notBefore).toBeGreaterThan(0)
    expect(early).toBe(0)
  })

  it.each([2, 10, 33, 40])('never sends more than a budget of %i, and says that it could not tell', async (budget) => {
    const { finding, report, calls } = await probe({ semantics: 'fixed-clock' }, { budget })
    expect(calls).toBeLessThanOrEqual(budget)
    expect(finding.sent).toBe(calls)
    expect(report.sure).toBe('could-not-tell')
    expect(report.lines.join('\n')).toContain('Could not tell')
  })

  it('says so when the upstream refuses nothing', async () => {
    const { report } = await probe({ limit: 1000 }, { budget: 50 })
    expect(report).toMatchObject({ settings: undefined, sure: 'could-not-tell' })
    expect(report.lines.join('\n')).toContain('none of 50 calls was refused')
  })

  it('gives up rather than wait beyond the time allowed', async () => {
    const { finding } = await probe({ limit: 3, windowMs: 86_400_000 }, { longestMs: 600_000 })
    expect(finding.why).toBe('time')
    expect(finding.tookMs).toBeLessThan(600_000)
  })

  it.each([1, 2, 3, 4])('is not sure of an upstream which refuses at random (%i)', async (seed) => {
    const random = createRandom(seed)
    const answer = (): ProbeAnswer => ({ outcome: random() < 0.4 ? 'refused' : 'taken', serverProcessingMs: 0 })
    const { report } = await probe({}, { call: async () => answer() })
    expect(report.sure).not.toBe('certain')
  })

  it('stops at the first answer that makes more calls pointless', async () => {
    let calls = 0
    const call = async () => {
      calls++
      throw new Error('the key is wrong')
    }
    await expect(probe({}, { call })).rejects.toThrow('the key is wrong')
    expect(calls).toBe(1)
  })

  it('stops when calls fail for other reasons than the limit', async () => {
    const { finding } = await probe({}, { call: async () => ({ outcome: 'unclear' }), budget: 20 })
    expect(finding).toMatchObject({ why: 'failing' })
    expect(finding.sent).toBeLessThanOrEqual(5)
  })

  it('tells in sentences what it did, what it saw, what follows, and what that cost', async () => {
    const said: string[] = []
    const { report } = await probe({ semantics: 'fixed-first' }, { say: (line) => said.push(line) })
    expect(said[0]).toBe('1. After 0 s it sent 1 call: 1 taken, 0 refused.')
    expect(said.join('\n')).toMatch(/^ {3}Waits [\d.]+ s, then sends up to \d+ calls?, for \d+ explanations? left\.$/m)
    const text = report.lines.join('\n')
    expect(text).not.toContain(said[0])
    expect(text).toMatch(/^It is not a sliding log: /m)
    expect(text).toMatch(/^It is not a token bucket: /m)
    expect(text).toContain('So the limit is 30 calls in 60 s, a fixed window that opens with its first call.')
    expect(text).toMatch(
      /^A second limit over a longer time \(a day's, say\) was not looked for: only \d+ calls were taken in /m,
    )
    expect(text).toMatch(/^\d+ calls spent in [\d.]+ s\.$/m)
  })
})
