import { describe, expect, test } from 'vitest'
import { firstWorth, HALF_LIFE_MS, moreWorth } from './worth.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const later = (halfLives: number) => NOW + halfLives * HALF_LIFE_MS

describe('what a cached picture is worth', () => {
  test('a use half a life later is worth twice as much as the one before', () => {
    const two = moreWorth(firstWorth(NOW, 1), { uses: 1, atMs: later(1), bytes: 1 })
    expect(two).toBeCloseTo(later(1) + HALF_LIFE_MS * Math.log2(1.5), -1)
  })

  test('many uses at once are as many uses one after another', () => {
    let oneByOne = firstWorth(NOW, 500)
    for (let i = 0; i < 40; i++) oneByOne = moreWorth(oneByOne, { uses: 1, atMs: later(0.3), bytes: 500 })
    const atOnce = moreWorth(firstWorth(NOW, 500), { uses: 40, atMs: later(0.3), bytes: 500 })
    expect(Math.abs(oneByOne - atOnce)).toBeLessThan(100) // rounded forty times
  })

  test('what was wanted often is worth more than what is new, until it has not been wanted for long', () => {
    const often = moreWorth(firstWorth(NOW, 1), { uses: 31, atMs: NOW, bytes: 1 })
    expect(often).toBeGreaterThan(firstWorth(later(4.9), 1))
    expect(often).toBeLessThan(firstWorth(later(5.1), 1))
  })

  test('of two wanted alike, the one of half the bytes is worth more by what a second use is', () => {
    expect(firstWorth(NOW, 1000) - firstWorth(NOW, 2000)).toBe(HALF_LIFE_MS)
    expect(moreWorth(firstWorth(NOW, 2000), { uses: 1, atMs: NOW, bytes: 2000 })).toBe(firstWorth(NOW, 1000))
  })

  test('uses of decades ago and of decades to come stay exact numbers', () => {
    const old = firstWorth(0, 1_000_000)
    const today = moreWorth(old, { uses: 1, atMs: NOW, bytes: 1_000_000 })
    expect(today).toBe(firstWorth(NOW, 1_000_000))
    expect(Number.isSafeInteger(moreWorth(today, { uses: 1e9, atMs: 4e12, bytes: 1 }))).toBe(true)
  })
})
