import { expect, test } from 'vitest'
import { exactDuration, roughDuration } from './duration'

test('a long wait is told in hours and minutes, a short one in the seconds that tick', () => {
  expect(exactDuration(22_320)).toEqual({ key: 'hoursMinutes', values: { hours: 6, minutes: 12 } })
  expect(exactDuration(3_599)).toEqual({ key: 'minutesSeconds', values: { minutes: 59, seconds: 59 } })
  expect(exactDuration(42)).toEqual({ key: 'seconds', values: { seconds: 42 } })
  expect(exactDuration(-3)).toEqual({ key: 'seconds', values: { seconds: 0 } })
})

test('a screen reader hears a one-minute wait change at most six times, not sixty', () => {
  const heard = new Set(Array.from({ length: 61 }, (_, second) => JSON.stringify(roughDuration(second))))
  expect(heard.size).toBeLessThanOrEqual(6)
})

test('what ears are told is never off by more than half, from ten seconds to a day', () => {
  for (let seconds = 10; seconds <= 86_400; seconds += 7) {
    const { key, values } = roughDuration(seconds)
    const told =
      key === 'aboutHours'
        ? values.hours * 3600
        : key === 'aboutMinutes'
          ? values.minutes * 60
          : key === 'soon'
            ? 0
            : values.seconds
    expect(Math.abs(told - seconds) / seconds).toBeLessThanOrEqual(0.5)
  }
})
