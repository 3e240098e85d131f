import { expect, test } from 'vitest'
import { premiumUntil } from './premium-until.ts'

const at = (day: number) => new Date(Date.UTC(2026, 0, day))
const from = (start: number, end: number | null) => ({ startsAt: at(start), endsAt: end === null ? null : at(end) })
const seen = (day: number, ...periods: ReturnType<typeof from>[]) => premiumUntil(periods, at(day).getTime())

test('premium runs from its first instant up to and without its last', () => {
  expect(seen(5, from(5, 10))).toEqual(at(10))
  expect(seen(10, from(5, 10))).toBeUndefined()
  expect(seen(4, from(5, 10))).toBeUndefined()
  expect(seen(4)).toBeUndefined()
})

test('subscriptions that follow or overlap each other last as long as the last of them', () => {
  expect(seen(6, from(5, 10), from(10, 20))).toEqual(at(20))
  expect(seen(6, from(1, 3), from(5, 20), from(6, 8))).toEqual(at(20))
  expect(seen(6, from(5, 10), from(11, 20))).toEqual(at(10))
})

test('one without end is without end, also after one that ends', () => {
  expect(seen(6, from(5, 10), from(10, null))).toBeNull()
  expect(seen(6, from(1, null), from(5, 10))).toBeNull()
})

test('one that was ended before it began gives nothing', () => {
  expect(seen(6, from(5, 8), from(8, 6))).toEqual(at(8))
  expect(seen(9, from(8, 6))).toBeUndefined()
})
