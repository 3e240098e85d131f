import { describe, expect, it } from 'vitest'
import { median, pairedRatio } from './statistics.ts'

describe('statistics of the benchmarks', () => {
  it('the median is the middle, whatever order the rounds came in', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([])).toBeNaN()
  })

  it('one disturbed round does not move a ratio', () => {
    expect(pairedRatio([100, 2, 100], [50, 50, 50])).toBe(2)
  })

  it('a slow round that slows both sides leaves the ratio as it is', () => {
    expect(pairedRatio([100, 10, 60], [50, 5, 30])).toBe(2)
  })

  it('rounds that do not pair up are refused', () => {
    expect(() => pairedRatio([1], [1, 2])).toThrow(RangeError)
  })
})
