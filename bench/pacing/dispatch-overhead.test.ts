import { describe, expect, test } from 'vitest'
import { overheadOfSlots, overheadOfWindows, quantile } from './dispatch-overhead.ts'
import type { PlayedCall } from './play.ts'

const scale = { limit: 2, windowMs: 1000, marginMs: 100, watchMs: 10_000, saysProcessingMs: true }

const call = (availableAt: number, sentAt: number, answer: Partial<PlayedCall> = {}): PlayedCall => ({
  ...{ availableAt, sentAt, writtenAt: undefined, headersReceivedAt: sentAt + 50, serverProcessingMs: 20 },
  ...{ refused: false, retryAfterSeconds: undefined, ...answer },
})

describe('the overhead of slots', () => {
  test('is what passed since a slot was open and the picture was there, whichever came last', () => {
    const calls = [call(0, 3), call(0, 5), call(0, 1040), call(1200, 1201)]
    expect(overheadOfSlots(calls, scale)).toEqual([3, 5, 7, 1])
  })

  test('without a processing header a call is counted at its margin at the latest', () => {
    const silent = { serverProcessingMs: undefined, headersReceivedAt: 500 }
    expect(overheadOfSlots([call(0, 0, silent), call(0, 0, silent), call(0, 1102)], scale)).toEqual([0, 0, 2])
  })
})

describe('the overhead of windows', () => {
  test('is what passed since the window opened, for each of its N calls', () => {
    const calls = [call(0, 0), call(0, 4), call(0, 1010), call(0, 1012)]
    expect(overheadOfWindows(calls, scale)).toEqual([0, 4, 10, 12])
  })

  test('a window that seems to open early, because its first call was late, is a window all the same', () => {
    const calls = [call(0, 300), call(0, 304), call(0, 1010), call(0, 1012), call(0, 2015)]
    expect(overheadOfWindows(calls, scale)).toEqual([300, 304, 0, 0, 5])
  })

  test('a window that was not full made nobody wait', () => {
    expect(overheadOfWindows([call(0, 1), call(3000, 3002)], scale)).toEqual([1, 2])
  })
})

test('a quantile is one of the numbers, and NaN where there is none', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2)
  expect(quantile([3, 1, 2], 0.99)).toBe(3)
  expect(quantile([], 0.5)).toBeNaN()
})
