import { describe, expect, onTestFinished, test } from 'vitest'
import { visitor } from '../pictures/studio.fixture.ts'
import type { PictureView } from '../pictures/view.ts'
import { createWatchers } from '../pictures/watchers.ts'
import { openFaulty, TIMEOUT_MS } from './faults.fixture.ts'
import { until } from './until.fixture.ts'

type Faulty = Awaited<ReturnType<typeof openFaulty>>

const words = (fault: string, times = '') => `a boat [[fault:${fault}${times}]]`

const FOREVER = ''

/** Asks for a picture whose first call meets the fault, and waits until that call is over. */
async function askInto(queue: Faulty, fault: string, times = ':1') {
  const { id } = await queue.ask(words(fault, times))
  await until('the call went out', () => queue.emulator.stats().faults[fault] === 1)
  if (fault === 'hang' || fault === 'slow') await queue.clock.advance(TIMEOUT_MS)
  await queue.quiet()
  return id
}

/** One call, one slot: whatever came of it, it is not given back. */
async function expectSlotKept(queue: Faulty, count = 1) {
  const rows = await queue.logged()
  expect(rows).toHaveLength(count)
  for (const row of rows) expect(row.countedBy).not.toBeNull()
  expect(queue.pacer.forecast().filter((ms) => ms > 0).length).toBeGreaterThanOrEqual(count)
}

/** The same picture after the pause: drawn, charged once, and never one call too many at the upstream. */
async function expectRecovery(queue: Faulty, id: string) {
  const { pausedSeconds = 0 } = await queue.view(id)
  const before = queue.emulator.stats().accepted
  await queue.clock.advance(pausedSeconds * 1000 - 1)
  expect(queue.emulator.stats().accepted).toBe(before)
  await queue.clock.advance(1)
  await queue.statusIs(id, 'ready')
  await queue.quiet()
  expect(await queue.view(id)).toMatchObject({ status: 'ready', charged: 1 })
  expect(await queue.ledger()).toEqual(['charged'])
  expect(queue.dispatcher.pausedSeconds).toBe(0)
  expect(queue.emulator.stats()).toMatchObject({ refused: 0 })
}

describe('a pause: nothing is sent, the picture goes first after it, and the try is not its fault', () => {
  test.each([
    ['429', 60], // asks for one second, but a window must pass before our model of its limit is right again
    ['429-seconds', 120],
    ['429-date', 120],
    ['429-garbage', 60],
    ['429-none', 60],
  ])('%s', async (fault, seconds) => {
    const queue = await openFaulty()
    const id = await askInto(queue, fault)
    expect(await queue.row(id)).toMatchObject({ status: 'queued', attempts: 0, failures: 0 })
    expect(await queue.view(id)).toMatchObject({ position: 1, pausedSeconds: seconds, startsInSeconds: seconds })
    expect(await queue.ledger()).toEqual(['reserved'])
    await expectSlotKept(queue)
    const { id: next } = await queue.ask('a calm boat', 'ben')
    expect(await queue.view(next, 'ben')).toMatchObject({ position: 2, pausedSeconds: seconds })
    await queue.clock.advance(seconds * 1000 - 1)
    expect(queue.emulator.stats().accepted).toBe(0)
    await queue.clock.advance(1)
    await queue.statusIs(next, 'ready')
    expect(queue.emulator.stats().recent).toEqual([words(fault, ':1'), 'a calm boat'])
    expect((await queue.row(id)).attempts).toBe(1)
    expect(await queue.ledger()).toEqual(['charged', 'charged'])
  })
})

test('whoever watches hears of a pause when it begins, when it will be tried again, and of its end', async () => {
  const queue = await openFaulty()
  const watchers = createWatchers(queue)
  const seen: PictureView[] = []
  const { id } = await queue.ask(words('429-seconds', ':1'))
  const stop = watchers.watch(visitor('anna'), id, { show: (view) => seen.push(view), fail: () => {} })
  onTestFinished(stop)
  await until('it is paused', () => seen.at(-1)?.pausedSeconds === 120)
  expect(seen.at(-1)).toMatchObject({ status: 'queued', position: 1, startsInSeconds: 120 })
  await queue.clock.advance(120_000)
  await until('it is ready', () => seen.at(-1)?.status === 'ready')
  expect(seen.at(-1)?.pausedSeconds).toBeUndefined()
})

describe('a retry: the picture keeps its place and its charge is only reserved', () => {
  test.each(['500', '503', 'hang', 'reset', 'half', 'slow', 'wrong-type', 'corrupt', 'svg', 'huge'])(
    '%s',
    async (fault) => {
      const queue = await openFaulty()
      const id = await askInto(queue, fault)
      expect(await queue.row(id)).toMatchObject({ status: 'queued', attempts: 1, failures: 1 })
      expect(await queue.view(id)).toMatchObject({ position: 1, pausedSeconds: 1, startsInSeconds: 1, charged: 1 })
      expect(await queue.ledger()).toEqual(['reserved'])
      await expectSlotKept(queue)
      await expectRecovery(queue, id)
      expect(await queue.row(id)).toMatchObject({ attempts: 2 })
      expect((await queue.logged()).filter((call) => call.retry)).toHaveLength(1)
    },
  )
})

describe('the breaker opens: nothing is sent for as long as the upstream asks, or two seconds', () => {
  test.each([
    ['503-seconds', 20],
    ['revoked', 2],
    ['no-money', 2],
    ['redirect', 2],
    ['404', 2],
  ])('%s', async (fault, seconds) => {
    const queue = await openFaulty()
    const id = await askInto(queue, fault)
    const attempts = fault === '503-seconds' ? 1 : 0 // where the operator must act, no picture is to blame
    expect(await queue.row(id)).toMatchObject({ status: 'queued', attempts })
    const paused = { position: 1, pausedSeconds: seconds, startsInSeconds: seconds, charged: 1 }
    expect(await queue.view(id)).toMatchObject(paused)
    expect(await queue.ledger()).toEqual(['reserved'])
    await expectSlotKept(queue)
    expect(queue.breaker.open).toBe(true)
    await expectRecovery(queue, id)
    expect(queue.breaker.open).toBe(false)
  })
})

describe('an end: failed and refunded at once, and nobody waits for it', () => {
  test.each([
    ['moderation', 'moderation'],
    ['400', 'upstream-failed'],
  ])('%s', async (fault, reason) => {
    const queue = await openFaulty()
    const id = await askInto(queue, fault)
    expect(await queue.row(id)).toMatchObject({ status: 'failed', attempts: 1 })
    expect(await queue.view(id)).toMatchObject({ status: 'failed', charged: 0, error: { reason, refunded: true } })
    expect(await queue.ledger()).toEqual(['refunded'])
    expect(await queue.usedToday()).toBe(0)
    await expectSlotKept(queue)
    expect(queue.dispatcher.pausedSeconds).toBe(0)
    const { id: next } = await queue.ask('a calm boat', 'ben')
    await queue.statusIs(next, 'ready')
  })
})

test.each(['500', 'wrong-type', 'redirect'])(
  '%s each time: given up and refunded, once others fared better',
  async (fault) => {
    const queue = await openFaulty({ calls: 60 })
    const id = await askInto(queue, fault, FOREVER)
    for (let i = 0; (await queue.row(id)).status !== 'failed'; i++) {
      expect(i).toBeLessThan(20)
      await queue.ask(`a calm boat ${i}`, `person ${i}`)
      await queue.clock.advance(queue.dispatcher.pausedSeconds * 1000)
      await queue.quiet()
    }
    expect(await queue.view(id)).toMatchObject({ status: 'failed', charged: 0, error: { reason: 'upstream-failed' } })
    const ledger = await queue.ledger()
    expect(ledger.filter((state) => state === 'refunded')).toHaveLength(1)
    expect(await queue.usedToday()).toBe(ledger.length - 1)
    expect(queue.emulator.stats()).toMatchObject({ refused: 0 })
  },
)
