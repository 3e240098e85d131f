import { expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { createFileChanges } from './changes/sqlite.ts'
import { createReadCache } from './read-cache.ts'

function watched(load: (key: string) => Promise<{ n: number } | undefined>) {
  let loads = 0
  const outside = { version: 0 }
  const clock = new FakeClock()
  const counted = (key: string) => {
    loads++
    return load(key)
  }
  const cache = createReadCache(
    { changes: createFileChanges({ outsideVersion: () => outside.version }), clock },
    counted,
  )
  return { cache, clock, outside, loads: () => loads }
}

test('what was read is read again after 30 s, not before', async () => {
  const { cache, clock, loads } = watched(async () => ({ n: 1 }))
  await cache.get('a')
  await clock.advance(29_999)
  await cache.get('a')
  expect(loads()).toBe(1)
  await clock.advance(1)
  await cache.get('a')
  expect(loads()).toBe(2)
})

test('another process has written: everything is read again', async () => {
  const { cache, outside, loads } = watched(async () => ({ n: 1 }))
  await cache.get('a')
  outside.version++
  await cache.get('a')
  await cache.get('a')
  expect(loads()).toBe(2)
})

test('a read that began before a change is answered but not remembered', async () => {
  const waiting: ((value: { n: number }) => void)[] = []
  const { cache, loads } = watched(() => new Promise((resolve) => waiting.push(resolve)))
  const stale = cache.get('a')
  cache.forget('a')
  waiting[0]?.({ n: 1 })
  expect(await stale).toEqual({ n: 1 })
  const fresh = cache.get('a')
  waiting[1]?.({ n: 2 })
  expect(await fresh).toEqual({ n: 2 })
  expect(await cache.get('a')).toEqual({ n: 2 })
  expect(loads()).toBe(2)
})

test('what does not exist is asked for each time: it may exist in a moment', async () => {
  const { cache, loads } = watched(async () => undefined)
  expect(await cache.get('a')).toBeUndefined()
  expect(await cache.get('a')).toBeUndefined()
  expect(loads()).toBe(2)
})
