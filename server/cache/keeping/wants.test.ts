import { expect, test } from 'vitest'
import { createLog } from '../../telemetry/log.ts'
import { openCache, TTL_MS } from './cache.fixture.ts'
import { createWants } from './wants.ts'

const HOUR = 3_600_000

async function open(ttlMs = TTL_MS) {
  const cache = await openCache()
  let writes = 0
  const db: typeof cache.db = {
    ...cache.db,
    write: (fn, options) => {
      writes++
      return cache.db.write(fn, options)
    },
  }
  const wants = createWants({ db, clock: cache.clock, log: createLog('silent'), ttlMs })
  return { ...cache, wants, writes: () => writes }
}

test('a hit is written a few seconds later and keeps the entry for another time to live', async () => {
  const { clock, keep, wants, entry, writes } = await open()
  await keep('a')
  const before = await entry('a')
  await clock.advance(30 * HOUR)
  wants.note('a')
  const wantedAt = clock.now()
  expect(writes()).toBe(0)
  await clock.advance(5_000)
  expect(writes()).toBe(1)
  const after = await entry('a')
  expect(after).toMatchObject({ hits: 1, lastHitAt: new Date(wantedAt), expiresAt: new Date(wantedAt + TTL_MS) })
  expect(after?.worth).toBeGreaterThan(before?.worth ?? Number.POSITIVE_INFINITY)
})

test('a hot entry is written once an hour, and no use of it is lost', async () => {
  const { clock, keep, wants, entry, writes } = await open()
  await keep('hot')
  for (let second = 0; second < 3 * 3600; second += 10) {
    wants.note('hot')
    await clock.advance(10_000)
  }
  expect(writes()).toBeLessThanOrEqual(4)
  await wants.close()
  expect(await entry('hot')).toMatchObject({ hits: 1080 })
})

test('where entries live for an hour only, a wanted one is renewed in time', async () => {
  const { clock, keep, wants, entry } = await open(HOUR)
  await keep('short')
  for (let minute = 0; minute < 120; minute++) {
    wants.note('short')
    await clock.advance(60_000)
    expect((await entry('short'))?.expiresAt.getTime()).toBeGreaterThan(clock.now())
  }
})

test('many entries share a write, one that is gone is no error, and nothing is armed while nothing is wanted', async () => {
  const { clock, keep, wants, entry, writes } = await open()
  for (let i = 0; i < 30; i++) await keep(`k${i}`)
  for (let i = 0; i < 30; i++) wants.note(`k${i}`)
  wants.note('gone')
  await clock.advance(5_000)
  expect(writes()).toBe(1)
  expect(await entry('k29')).toMatchObject({ hits: 1 })
  expect(clock.armed).toBe(0)
})

test('more wants than are remembered are written at once', async () => {
  const { clock, keep, wants, writes } = await open()
  await keep('a')
  for (let i = 0; i <= 20_001; i++) wants.note(`k${i}`)
  await clock.advance(1)
  for (let turn = 0; turn < 500 && writes() < 201; turn++) await clock.advance(0)
  expect(writes()).toBe(201)
})
