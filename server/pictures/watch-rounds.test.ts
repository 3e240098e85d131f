import { expect, test } from 'vitest'
import { FakeClock, settle } from '../clock.fake.ts'
import { createRounds } from './watch-rounds.ts'

function openRounds({ count = 3, tookMs = 0 } = {}) {
  const clock = new FakeClock()
  const all = Array.from({ length: count }, (_, i) => i)
  const shown: number[][] = []
  const errors: unknown[] = []
  const parts = {
    clock,
    list: () => all,
    show: async (some: readonly number[]) => {
      shown.push([...some])
      if (tookMs > 0) await clock.advance(tookMs)
    },
    onError: (error: unknown) => errors.push(error),
  }
  return { clock, shown, errors, parts, rounds: createRounds(parts) }
}

test('the first news is shown at once', async () => {
  const { rounds, shown } = openRounds()
  rounds.want()
  await settle()
  expect(shown).toEqual([[0, 1, 2]])
})

test('news that come fast are one round a quarter of a second later', async () => {
  const { rounds, shown, clock } = openRounds()
  rounds.want()
  await settle()
  for (let i = 0; i < 100; i++) rounds.want()
  await clock.advance(249)
  expect(shown).toHaveLength(1)
  await clock.advance(1)
  expect(shown).toHaveLength(2)
  await clock.advance(10_000)
  expect(shown).toHaveLength(2)
  expect(clock.armed).toBe(0)
})

test('rounds take a quarter of the time at most', async () => {
  const { rounds, shown, clock } = openRounds({ tookMs: 300 })
  rounds.want()
  await settle(200)
  expect(clock.monotonic()).toBe(300)
  rounds.want()
  await clock.advance(899)
  expect(shown).toHaveLength(1)
  await clock.advance(1)
  expect(shown).toHaveLength(2)
})

test('a crowd is shown part by part, with a turn of the event loop for others in between', async () => {
  const { rounds, shown } = openRounds({ count: 1_000 })
  let others = 0
  const count = () => {
    others++
    if (shown.flat().length < 1_000) setImmediate(count)
  }
  setImmediate(count)
  rounds.want()
  await settle(20)
  expect(shown.flat()).toHaveLength(1_000)
  expect(Math.max(...shown.map((some) => some.length))).toBeLessThanOrEqual(200)
  expect(others).toBeGreaterThanOrEqual(4)
})

test('news during a round are another round, and nothing is lost', async () => {
  const { rounds, shown, clock, parts } = openRounds()
  const { show } = parts
  parts.show = async (some) => {
    if (shown.length === 0) rounds.want()
    await show(some)
  }
  rounds.want()
  await clock.advance(250)
  expect(shown).toHaveLength(2)
})

test('a round that fails is told, and the next one runs', async () => {
  const { rounds, shown, clock, parts, errors } = openRounds()
  const { show } = parts
  const broken = new Error('no database')
  parts.show = async () => {
    throw broken
  }
  rounds.want()
  await settle()
  expect(errors).toEqual([broken])
  parts.show = show
  rounds.want()
  await clock.advance(250)
  expect(shown).toHaveLength(1)
})

test('no timer stays when nobody is left', async () => {
  const { rounds, shown, clock } = openRounds()
  rounds.want()
  await settle()
  rounds.want()
  expect(clock.armed).toBe(1)
  rounds.rest()
  expect(clock.armed).toBe(0)
  await clock.advance(1_000)
  expect(shown).toHaveLength(1)
})
