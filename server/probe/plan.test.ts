import { expect, it } from 'vitest'
import { createRandom } from '../emulator/random.ts'
import { createMeter } from './meters.ts'
import { choosePlan, type Situation } from './plan.ts'
import type { Suspect } from './suspects.ts'

const suspect = (calls: number): Suspect => {
  const rule = { kind: 'sliding', calls, windowMs: 10_000, phaseMs: 0 } as const
  return { ...rule, prior: 1, weight: 1, states: [createMeter(rule)] }
}
const situation: Situation = {
  ...{ now: 0, notBefore: 0, latest: 60_000, callsLeft: 100, moments: [], toldToWait: true, thinkingMs: 0 },
  spacingMs: () => 50,
  travelMs: { least: 0, usual: 100 },
}
const choose = (suspects: Suspect[], changes: Partial<Situation> = {}) =>
  choosePlan(suspects, { ...situation, ...changes }, createRandom(1))

it('fills far enough to tell two limits apart', () => {
  expect(choose([suspect(3), suspect(6)])?.most).toBeGreaterThanOrEqual(4)
})

it('spends nothing where no call would tell anything, or more calls are needed than are left', () => {
  expect(choose([suspect(3)])).toBeUndefined()
  expect(choose([suspect(3), suspect(6)], { callsLeft: 2 })).toBeUndefined()
})

it('plans nothing for the time it needs to think, nor within a Retry-After', () => {
  expect(choose([suspect(3), suspect(6)], { thinkingMs: 2000 })?.at).toBeGreaterThanOrEqual(2400)
  expect(choose([suspect(3), suspect(6)], { notBefore: 9000 })?.at).toBeGreaterThanOrEqual(9000)
})
