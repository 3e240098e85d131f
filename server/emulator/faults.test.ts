import { describe, expect, test } from 'vitest'
import { checkFaultRates, createForcedFaults, rollFault } from './faults.ts'
import { createRandom } from './random.ts'

describe('faults', () => {
  test('faults come as often as their probability says, the same ones for the same seed', () => {
    const roll = () => {
      const random = createRandom(7)
      return Array.from({ length: 10_000 }, () => rollFault({ 429: 0.1, hang: 0.02 }, random))
    }
    const rolled = roll()
    expect(rolled.filter((fault) => fault === 429).length / 10_000).toBeCloseTo(0.1, 2)
    expect(rolled.filter((fault) => fault === 'hang').length / 10_000).toBeCloseTo(0.02, 2)
    expect(roll()).toEqual(rolled)
  })

  test('a fault nobody knows and a probability over 1 are refused by name', () => {
    expect(() => checkFaultRates({ hnag: 0.1 })).toThrow('unknown fault "hnag"')
    expect(() => checkFaultRates({ 200: 0.1 })).toThrow('unknown fault "200"')
    expect(() => checkFaultRates({ hang: 1.5 })).toThrow('fault "hang" needs a probability from 0 to 1, not 1.5')
    expect(() => checkFaultRates({ hang: 0.6, 500: 0.6 })).toThrow('add up to 1.2')
  })

  test('words can ask for a fault, always or for their first calls, and are drawn without the token', () => {
    const forced = createForcedFaults()
    expect(forced.take('a cat [[fault:hang]] asleep')).toEqual({ words: 'a cat asleep', fault: 'hang' })
    expect(forced.take('a dog [[FAULT:500:1]]')).toEqual({ words: 'a dog', fault: 500 })
    expect(forced.take('a dog [[FAULT:500:1]]')).toEqual({ words: 'a dog', fault: undefined })
    expect(forced.take('a cow')).toEqual({ words: 'a cow', fault: undefined })
  })
})
