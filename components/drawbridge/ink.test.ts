import { expect, test } from 'vitest'
import { ink } from './ink'

const SQUARE = [
  [0, 0],
  [100, 0],
  [100, 100],
  [0, 100],
] as const

test('server and browser draw the same line, since nothing in it is left to chance', () => {
  expect(ink(SQUARE, true)).toBe(ink(SQUARE, true))
})

test('a line drawn by hand stays within three units of the ruled one', () => {
  const numbers =
    ink([
      [0, 50],
      [300, 50],
    ])
      .match(/-?\d+(\.\d+)?/g)
      ?.map(Number) ?? []
  const heights = numbers.filter((_, index) => index % 2 === 1)
  expect(heights.length).toBeGreaterThan(10)
  for (const height of heights) expect(Math.abs(height - 50)).toBeLessThanOrEqual(3)
})
