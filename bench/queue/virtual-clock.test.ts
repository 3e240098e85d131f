import { expect, test } from 'vitest'
import { VirtualClock } from './virtual-clock.ts'

test('timers fire in order of time, those set on the way too, and promises are settled before the next', async () => {
  const clock = new VirtualClock()
  const heard: [string, number][] = []
  clock.timer(30, () => heard.push(['late', clock.monotonic()]))
  clock.timer(10, async () => {
    await Promise.resolve()
    heard.push(['early', clock.monotonic()])
    clock.timer(5, () => heard.push(['on the way', clock.monotonic()]))
  })
  clock.timer(20, () => heard.push(['cancelled', 0]))()
  const start = clock.now()
  await clock.runUntil(29)
  expect(heard).toEqual([
    ['early', 10],
    ['on the way', 15],
  ])
  expect([clock.monotonic(), clock.now() - start]).toEqual([29, 29])
  await clock.runUntil(100)
  expect(heard.at(-1)).toEqual(['late', 30])
})
