import { describe, expect, it } from 'vitest'
import { createRandom } from '../emulator/random.ts'
import { SEMANTICS } from '../emulator/semantics.ts'
import { createMeter, KINDS } from './meters.ts'

describe.each(KINDS)('the probe’s idea of a %s limit', (kind) => {
  it('takes and refuses what the emulator’s limiter does, and opens when that one says', () => {
    const random = createRandom(9)
    const limiter = SEMANTICS[kind]({ limit: 7, windowMs: 1000 })
    let meter = createMeter({ kind, calls: 7, windowMs: 1000, phaseMs: 0 })
    let at = 0
    for (let i = 0; i < 2000; i++) {
      at += random() * (i % 50 < 40 ? 60 : 400)
      const theirs = limiter.take(at)
      const opensIn = meter.opensIn(at)
      expect(meter.take(at)).toBe(theirs.ok)
      if (!theirs.ok) expect(opensIn).toBeCloseTo(theirs.retryAfterMs, 3)
      meter = meter.copy()
    }
  })

  it('is not moved by what is tried on its copy', () => {
    const meter = createMeter({ kind, calls: 1, windowMs: 1000, phaseMs: 0 })
    expect(meter.copy().take(10)).toBe(true)
    expect(meter.take(10)).toBe(true)
    expect(meter.take(11)).toBe(false)
  })
})
