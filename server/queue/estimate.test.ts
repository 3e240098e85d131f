import { expect, test } from 'vitest'
import { startsInMs } from './estimate.ts'

const LIMIT = { calls: 3, windowMs: 60_000, marginMs: 600 }
const idle = { roundMs: 60_600, concurrency: 30, inFlight: 0, drawingMs: 5_000, pausedMs: 0 }
const estimate = (position: number, forecast: number[], set: Partial<typeof idle> = {}) =>
  startsInMs(position, { forecast, limit: LIMIT, ...idle, ...set })

test('a picture goes at the slot of its place, then a round later for every N before it', () => {
  const forecast = [0, 10_000, 20_000]
  expect([1, 2, 3, 4, 5, 7].map((position) => estimate(position, forecast))).toEqual([
    0, 10_000, 20_000, 60_600, 70_600, 121_200,
  ])
})

test('hands that are full make it later than its slot', () => {
  expect(estimate(1, [0, 0, 0], { concurrency: 1, inFlight: 1 })).toBe(5_000)
  expect(estimate(3, [0, 0, 0], { concurrency: 2, inFlight: 1 })).toBe(5_000)
})

test('without a limit it goes by how many are drawn side by side', () => {
  const at = (position: number) => startsInMs(position, { forecast: [], limit: null, ...idle, concurrency: 2 })
  expect([1, 2, 3, 4, 5].map(at)).toEqual([0, 0, 5_000, 5_000, 10_000])
})

test('a pause comes first, and the queue behind it still takes its rounds', () => {
  expect(estimate(1, [0, 0, 0], { pausedMs: 7_000 })).toBe(7_000)
  expect(estimate(4, [0, 0, 0], { pausedMs: 7_000 })).toBe(67_600)
  expect(startsInMs(2, { forecast: [], limit: null, ...idle, concurrency: 1, pausedMs: 7_000 })).toBe(12_000)
})
