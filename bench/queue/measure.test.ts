import { expect, test } from 'vitest'
import { fairness, jain, mostInAWindow, overtakenOf, quantile, utilisation, waitingSpans } from './measure.ts'
import type { Trip } from './simulate.ts'

const trip = (askedAt: number, sentAt: number, subject = 'a'): Trip => ({
  ...{ tier: 'free', subject, askedAt, sentAt, told: undefined },
})

test('a quantile is the value that share of the numbers is below', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(3)
  expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(10)
  expect(quantile([], 0.5)).toBeNaN()
})

test("Jain's index is 1 for equal shares and 1/n when one has everything", () => {
  expect(jain([3, 3, 3])).toBe(1)
  expect(jain([9, 0, 0])).toBeCloseTo(1 / 3)
})

test('somebody waits from the first who has to until the last is sent; who is sent at once never did', () => {
  const trips = [trip(0, 0), trip(10, 30), trip(20, 50), trip(80, 90)]
  expect(waitingSpans(trips)).toEqual([
    { from: 10, to: 50 },
    { from: 80, to: 90 },
  ])
})

test('who asked first and is sent after a later one was overtaken', () => {
  const trips = [trip(0, 10), trip(1, 30), trip(2, 20), trip(3, 40)]
  expect([...overtakenOf(trips)]).toEqual([trips[1]])
})

test('the upstream is used fully while its window is full, and the time in which nobody waits does not count', () => {
  const limit = { calls: 2, windowMs: 100 }
  const trips = [trip(0, 0), trip(0, 0), trip(50, 150), trip(50, 150)]
  const countedAt = [0, 0, 150, 150]
  // Waiting from 50 to 150: both calls count until 100, none after.
  expect(utilisation({ trips, countedAt, refused: {} }, limit)).toBeCloseTo(0.5)
  expect(mostInAWindow(countedAt, 100)).toBe(2)
  expect(mostInAWindow([0, 40, 99, 100], 100)).toBe(3)
})

test('only those who want more all the time are compared, over five turns each', () => {
  const served = (subject: string, times: number[]) => times.map((at) => trip(0, at, subject))
  const even = [...served('a', [1, 3, 5, 7, 9, 99]), ...served('b', [2, 4, 6, 8, 10, 98]), trip(0, 4.5, 'passing')]
  expect(fairness(even, 'free')).toEqual({ indices: [1], subjects: 2 })
  const uneven = [...served('a', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99]), ...served('b', [98])]
  expect(fairness(uneven, 'free').indices).toEqual([0.5])
})
