import { describe, expect, test } from 'vitest'
import { cancelPicture } from './cancel-picture.ts'
import { openStudio, visitor } from './studio.fixture.ts'
import type { PictureView } from './view.ts'
import { watchPicture } from './watch-picture.ts'
import { createWatchers } from './watchers.ts'

const [anna, ben] = [visitor('anna'), visitor('ben')]

async function openWatched(words = 'a red car') {
  const studio = await openStudio({ concurrency: 1 })
  await studio.ask(ben, 'before')
  await studio.sent(1)
  const { id } = await studio.ask(anna, words)
  const stop = new AbortController()
  const watch = () => watchPicture(studio.services, anna, id, stop.signal)
  return { ...studio, id, stop, watch }
}

const collect = async (views: AsyncIterable<PictureView>) => {
  const seen: PictureView[] = []
  for await (const view of views) seen.push(view)
  return seen
}

describe('watching', () => {
  test('shows the picture as it is, then each change, and ends with it', async () => {
    const studio = await openWatched()
    const views = studio.watch()
    expect((await views.next()).value).toMatchObject({ status: 'queued', position: 1 })
    const rest = collect(views)
    await studio.drawAll()
    const seen = await rest
    expect(seen.map(({ status }) => status)).toEqual(['drawing', 'ready'])
    expect(seen.at(-1)?.image?.webp).toMatch(/^\/i\//)
    expect(studio.events.listenerCount()).toBe(0)
  })

  test('a finished picture is one snapshot, and nothing is left listening', async () => {
    const studio = await openWatched()
    await studio.drawAll()
    expect((await collect(studio.watch())).map(({ status }) => status)).toEqual(['ready'])
    expect(studio.events.listenerCount()).toBe(0)
  })

  test('misses nothing that happens while a slow reader holds a snapshot', async () => {
    const studio = await openWatched()
    const views = studio.watch()
    await views.next()
    await studio.drawAll() // drawn from start to end before the reader asks again
    expect((await collect(views)).map(({ status }) => status)).toEqual(['ready'])
  })

  test('misses nothing that happens between subscribing and the first look', async () => {
    const studio = await openWatched()
    const { read } = studio.db
    let looked = false
    // The row changes right after it was read: the first snapshot is old by the time it is out.
    const db = {
      ...studio.db,
      get read() {
        if (!looked) {
          looked = true
          queueMicrotask(() => void cancelPicture(studio.services, anna, studio.id))
        }
        return read
      },
    }
    const watchers = createWatchers({ ...studio.services, db })
    const seen = await collect(watchPicture({ watchers }, anna, studio.id, studio.stop.signal))
    expect(seen.at(-1)?.status).toBe('cancelled')
  })

  test('tells who joined of a new place, and of the end of who paid', async () => {
    const studio = await openWatched()
    const joined = await studio.ask(visitor('cleo'), 'a red car')
    const views = watchPicture(studio.services, visitor('cleo'), joined.id, studio.stop.signal)
    expect((await views.next()).value).toMatchObject({ outcome: 'joined', position: 1 })
    await cancelPicture(studio.services, anna, studio.id)
    expect((await views.next()).value).toMatchObject({ outcome: 'miss', charged: 1, position: 1 })
    await views.return()
    expect(studio.events.listenerCount()).toBe(0)
  })

  test('says nothing twice: news that change nothing are not shown', async () => {
    const studio = await openWatched()
    const views = studio.watch()
    await views.next()
    for (let i = 0; i < 20; i++) studio.events.publish('queue')
    const next = views.next()
    await new Promise((resolve) => setImmediate(resolve))
    await cancelPicture(studio.services, anna, studio.id)
    expect((await next).value).toMatchObject({ status: 'cancelled' })
  })

  test('ends when its reader goes, at once and with nothing left listening', async () => {
    const studio = await openWatched()
    const views = studio.watch()
    await views.next()
    const next = views.next()
    studio.stop.abort()
    expect(await next).toEqual({ done: true, value: undefined })
    expect(studio.events.listenerCount()).toBe(0)
    expect(await collect(studio.watch())).toEqual([]) // gone before it began
  })

  test('is not for strangers', async () => {
    const studio = await openWatched()
    const views = watchPicture(studio.services, visitor('stranger'), studio.id, studio.stop.signal)
    await expect(views.next()).rejects.toMatchObject({ kind: 'not-found' })
    expect(studio.events.listenerCount()).toBe(0)
  })
})
