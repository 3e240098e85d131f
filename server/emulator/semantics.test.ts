import { describe, expect, test } from 'vitest'
import { SEMANTICS, type Semantics } from './semantics.ts'
import { createWindowPeak } from './window-peak.ts'

const options = { limit: 3, windowMs: 1000 }

/** Which of these moments are counted: true for each that is. */
function counted(semantics: Semantics, moments: number[]) {
  const limit = SEMANTICS[semantics](options)
  return moments.map((at) => limit.take(at).ok)
}

describe('limit semantics', () => {
  test('a sliding limit frees each slot one window after its own call', () => {
    expect(counted('sliding', [0, 400, 800, 999, 1000, 1001, 1400])).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
      true,
    ])
  })

  test('a fixed-clock limit starts anew when the clock passes a multiple of the window', () => {
    expect(counted('fixed-clock', [900, 950, 990, 999, 1000, 1001, 1002, 1003])).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      false,
    ])
  })

  test('a fixed-first limit starts anew one window after the first call of the last window', () => {
    expect(counted('fixed-first', [300, 1200, 1250, 1299, 1300, 1301, 1302, 1303])).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      false,
    ])
  })

  test('a token bucket starts full and refills evenly', () => {
    expect(counted('token-bucket', [0, 0, 0, 0, 333, 334, 335, 5000, 5000, 5000, 5000])).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
      false,
      true,
      true,
      true,
      false,
    ])
  })

  test('a refusal of any kind says exactly when the next call is counted', () => {
    for (const kind of Object.keys(SEMANTICS) as Semantics[]) {
      const limit = SEMANTICS[kind](options)
      for (const at of [10_010, 10_020, 10_030]) limit.take(at)
      const refused = limit.take(10_100)
      if (refused.ok) throw new Error(`${kind} counted a fourth call`)
      const opensAt = 10_100 + refused.retryAfterMs
      expect(limit.take(opensAt - 1).ok, `${kind}, 1 ms early`).toBe(false)
      expect(limit.take(opensAt).ok, `${kind}, on time`).toBe(true)
    }
  })

  test('a legal sliding stream is legal for every other kind of limit too', () => {
    const moments = Array.from({ length: 300 }, (_, i) => Math.floor(i / 3) * 1000 + (i % 3) * 100 + ((i * 37) % 7))
    const legal = moments.filter((at, i) => i < 3 || at - (moments[i - 3] ?? 0) >= 1000)
    for (const kind of Object.keys(SEMANTICS) as Semantics[]) expect(counted(kind, legal), kind).not.toContain(false)
  })
})

describe('window peak', () => {
  test('the peak is the most in any sliding window, and calls a whole window apart do not meet', () => {
    const peak = createWindowPeak(1000)
    for (const at of [0, 900, 950, 1000, 1899, 1901]) peak.add(at)
    expect(peak.peak()).toBe(4)
  })
})
