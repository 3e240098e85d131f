import { expect, test } from 'vitest'
import { foresee } from './foresight.ts'

const lane = (name: string, waiting: number, { v = 0, weight = 1 } = {}) => ({ name, weight, v, waiting })
const each = (ms: number, count: number) => Array.from({ length: count }, (_, i) => i * ms)
const FREE = { lanes: [lane('free', 20)], roundMs: 60_000, othersFirst: false }

test('one who was tried keeps its place while a slot of the second tries is open', () => {
  const order = foresee({
    ...FREE,
    tried: [{ id: 'x', lane: 'free', before: 2 }],
    slots: each(1_000, 10),
    retrySlots: [0],
  })
  expect(order.positionOfTried('x')).toBe(3)
  expect([order.positionOf('free', 1), order.positionOf('free', 2)]).toEqual([2, 4])
  expect(order.slotMs(3)).toBe(2_000)
})

test('without one it lets others go first until one opens, and no longer', () => {
  const tried = ['x', 'y'].map((id) => ({ id, lane: 'free', before: 0 }))
  const order = foresee({ ...FREE, tried, slots: each(1_000, 10), retrySlots: [4_500] })
  expect(order.positionOfTried('x')).toBe(6)
  expect(order.slotMs(6)).toBe(5_000)
  // The next one opens a round after that was used: fourteen others have gone by then.
  expect(order.positionOfTried('y')).toBe(16)
  expect(order.slotMs(16)).toBe(65_000)
  expect([order.positionOf('free', 4), order.positionOf('free', 5), order.positionOf('free', 19)]).toEqual([5, 7, 22])
})

test('with nobody else to go it goes when its slot opens, and not before', () => {
  const tried = [{ id: 'x', lane: 'free', before: 0 }]
  const order = foresee({ ...FREE, lanes: [lane('free', 0)], tried, slots: each(0, 10), retrySlots: [40_000] })
  expect([order.positionOfTried('x'), order.slotMs(1)]).toEqual([1, 40_000])
})

test('the first slot is another’s where it is to tell whether the picture or the upstream is at fault', () => {
  const parts = { ...FREE, tried: [{ id: 'x', lane: 'free', before: 0 }], slots: each(0, 10), retrySlots: [0] }
  expect(foresee({ ...parts, othersFirst: true }).positionOfTried('x')).toBe(2)
  expect(foresee({ ...parts, lanes: [lane('free', 0)], othersFirst: true }).positionOfTried('x')).toBe(1)
})
