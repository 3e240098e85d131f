import { describe, expect, it } from 'vitest'
import { createRandom } from '../emulator/random.ts'
import { explaining } from './suspects.ts'
import type { Observed, Step } from './types.ts'

const taken = (at: number): Observed => ({ from: at, to: at, outcome: 'taken' })
const refused = (at: number, opensAt: number): Observed => ({
  ...{ from: at, to: at, outcome: 'refused' },
  opens: { earliest: opensAt - 1000, latest: opensAt + 1000 },
})
const bucket = { kind: 'token-bucket', calls: 2, windowMs: 10_000, prior: 1 } as const
const explains = (step: Step) =>
  explaining([bucket], [step], { believeRetryAfter: true, random: createRandom(1) }).length > 0

describe('what a Retry-After rules out', () => {
  it('is a rule that opens at another time', () => {
    expect(explains({ calls: [taken(0), taken(10), refused(20, 5000)] })).toBe(true)
    expect(explains({ calls: [taken(0), taken(10), refused(20, 9000)] })).toBe(false)
  })

  it('is not the rule whose next place a call on its way took after the refusal', () => {
    const calls = [taken(0), taken(10), refused(4990, 5000), taken(5005), refused(5010, 10_000)]
    expect(explains({ calls })).toBe(true)
  })
})
