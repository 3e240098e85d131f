import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { checkBooks, countOpen } from './books.fixture.ts'
import { askForMany } from './crowd.fixture.ts'
import { startEmulator, startWorker } from './processes.fixture.ts'
import type { WorkerSettings } from './worker-process.fixture.ts'

const HOUR_MS = 3_600_000
const LIMIT = { calls: 10, windowMs: 1_000, marginMs: 300 }
const QUICK = { limit: LIMIT, concurrency: 2, leaseMs: 1_500, sendWithinMs: 600 }

/** Real processes on one file before a real upstream with a sliding limit, a queue to draw, and short windows. */
async function open({ pictures, drawMs = [0, 40] }: { pictures: number; drawMs?: [number, number] }) {
  const folder = temporaryFolder()
  const upstream = await startEmulator({ limit: LIMIT.calls, windowSeconds: LIMIT.windowMs / 1000, drawMs })
  onTestFinished(() => upstream.close())
  const asked = await askForMany({ folder, pictures })

  function start(set: Partial<WorkerSettings> = {}) {
    const worker = startWorker({ folder, upstreamUrl: upstream.url, ...QUICK, ...set })
    onTestFinished(() => worker.kill('SIGKILL'))
    return worker
  }

  async function drawn(left = 0) {
    while (countOpen(folder) > left) await sleep(50)
  }

  return { upstream, start, drawn, check: () => checkBooks(folder, asked) }
}

test('a process that stands still for longer than its slots and leases last spends nothing twice when it goes on', async () => {
  const { upstream, start, drawn, check } = await open({ pictures: 80 })
  const [sleeper, other] = [start(), start()]
  await Promise.all([sleeper.ready, other.ready])
  await drawn(75)
  for (const left of [50, 25]) {
    sleeper.kill('SIGSTOP')
    await sleep(2 * (QUICK.sendWithinMs + LIMIT.marginMs + LIMIT.windowMs))
    sleeper.kill('SIGCONT')
    await drawn(left)
  }
  await drawn()
  expect(await Promise.all([sleeper.stop(), other.stop()])).toEqual([0, 0])
  const { maxInWindow, refused } = await upstream.stats()
  expect(maxInWindow).toBeLessThanOrEqual(LIMIT.calls)
  expect(refused).toBe(0)
  expect(await check()).toMatchObject({ wrong: [], ready: 80 })
}, 120_000)

test('killed and started again thirty times in a row, a process never calls more often than allowed', async () => {
  const { upstream, start, drawn, check } = await open({ pictures: 60 })
  let worker = start()
  for (let n = 0; n < 30; n++) {
    const next = start() // on its way up while the other one lives
    await worker.ready
    await sleep(300)
    worker.kill('SIGKILL')
    worker = next
  }
  const { accepted } = await upstream.stats()
  expect(accepted).toBeGreaterThan(LIMIT.calls) // it did draw in between
  await drawn()
  expect(await worker.stop()).toBe(0)
  const { maxInWindow, refused } = await upstream.stats()
  expect(maxInWindow).toBeLessThanOrEqual(LIMIT.calls)
  expect(refused).toBe(0)
  expect((await check()).wrong).toEqual([])
}, 120_000)

test('a wall clock that is an hour off after a restart, either way, neither spends a slot twice nor leaves a picture behind', async () => {
  const { upstream, start, drawn, check } = await open({ pictures: 60 })
  for (const [wallStepMs, left] of [
    [0, 48],
    [HOUR_MS, 36],
    [-HOUR_MS, 24],
    [HOUR_MS, 12],
  ] as const) {
    const worker = start({ wallStepMs })
    await drawn(left)
    await upstream.control('hold')
    while ((await upstream.stats()).held === 0) await sleep(20)
    worker.kill('SIGKILL') // with a call out, and a lease by its own clock
    await worker.ended
    await upstream.control('open')
  }
  const last = start({ wallStepMs: -HOUR_MS })
  await drawn()
  expect(await last.stop()).toBe(0)
  const { maxInWindow, refused } = await upstream.stats()
  expect(maxInWindow).toBeLessThanOrEqual(LIMIT.calls)
  expect(refused).toBe(0)
  expect((await check()).wrong).toEqual([])
}, 120_000)
