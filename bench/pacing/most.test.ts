import { expect, test } from 'vitest'
import { mostAccepted } from './most.ts'

test('the most a kind accepts in ten windows: a full bucket and a boundary of the clock give N more', () => {
  const scale = { limit: 30, windowMs: 6000, watchMs: 60_000, marginMs: 0, saysProcessingMs: true }
  expect(mostAccepted('sliding', scale)).toBe(300)
  expect(mostAccepted('fixed-first', scale)).toBe(300)
  expect(mostAccepted('fixed-clock', scale)).toBe(330)
  expect(mostAccepted('token-bucket', scale)).toBe(329)
})
