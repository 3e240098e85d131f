import { expect, test } from 'vitest'
import { FakeClock } from './clock.fake.ts'
import { systemClock } from './clock.ts'

test('a real timer fires after its time and not when cancelled; one for next month does not fire at once', async () => {
  const fired: string[] = []
  const start = systemClock.monotonic()
  const cancelMonth = systemClock.timer(2 ** 31, () => fired.push('month'))
  systemClock.timer(1, () => fired.push('cancelled'))()
  await new Promise<void>((resolve) => systemClock.timer(4.2, resolve))
  cancelMonth()
  expect(fired).toEqual([])
  expect(systemClock.monotonic() - start).toBeGreaterThan(3)
})

test('a fake clock fires what is due in order of time, timers armed on the way too, and steps the wall alone', async () => {
  const clock = new FakeClock(0)
  const fired: number[] = []
  const note = () => fired.push(clock.monotonic())
  clock.timer(30, note)
  clock.timer(10, () => {
    note()
    clock.timer(5, note)
  })
  clock.timer(20, note)()
  await clock.advance(29)
  expect(fired).toEqual([10, 15])
  expect(clock.armed).toBe(1)
  clock.step(3_600_000)
  await clock.advance(1)
  expect(fired).toEqual([10, 15, 30])
  expect([clock.now(), clock.monotonic(), clock.armed]).toEqual([3_600_030, 30, 0])
})
