import { describe, expect, test } from 'vitest'
import { utilisation } from './utilisation.ts'

const rounds = (count: number, everyMs: number, spreadMs: number) =>
  Array.from({ length: count * 30 }, (_, n) => Math.floor(n / 30) * everyMs + (n % 30) * spreadMs)

describe('utilisation', () => {
  test('N each window is all of it, at once or evenly', () => {
    expect(utilisation(rounds(10, 6000, 0), 30, 6000)).toBeCloseTo(1, 9)
    expect(utilisation(rounds(10, 6000, 200), 30, 6000)).toBeCloseTo(1, 9)
  })

  test('rounds that take longer than a window show by just that much, also when the last one is not whole', () => {
    expect(utilisation(rounds(10, 6075, 1), 30, 6000)).toBeCloseTo(6000 / 6075, 9)
    expect(utilisation(rounds(10, 6075, 0).slice(0, -11), 30, 6000)).toBeCloseTo(6000 / 6075, 9)
  })

  test('calls that were refused are not in it', () => {
    const every = rounds(10, 6000, 200).filter((_, n) => n % 2 === 0)
    expect(utilisation(every, 30, 6000)).toBeCloseTo(0.5, 1)
  })

  test('too few calls say nothing', () => {
    expect(utilisation(rounds(1, 6000, 0), 30, 6000)).toBeNaN()
  })
})
