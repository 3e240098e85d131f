import { describe, expect, test } from 'vitest'
import { settle } from '../clock.fake.ts'
import { cancelPicture } from './cancel-picture.ts'
import { openStudio, visitor } from './studio.fixture.ts'
import type { PictureView } from './view.ts'
import { createWatchers } from './watchers.ts'

const [anna, ben, cleo] = [visitor('anna'), visitor('ben'), visitor('cleo')]

/** Somebody who writes down what they are shown. */
function createViewer() {
  const seen: PictureView[] = []
  const ends: string[] = []
  return {
    seen,
    ends,
    states: () => seen.map(({ status, position }) => (position ? `${status} ${position}` : status)),
    show(view: PictureView, json: string, last: boolean) {
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(view)))
      seen.push(view)
      if (last) ends.push('last')
    },
    fail: (error: unknown) => void ends.push(String(error)),
  }
}

/** Ben's picture is being drawn; whoever asks next waits. */
async function openBusy() {
  const studio = await openStudio({ concurrency: 1 })
  await studio.ask(ben, 'before')
  await studio.sent(1)
  return studio
}

describe('watchers', () => {
  test('of one picture are all told the same, which is worked out once', async () => {
    const studio = await openBusy()
    const { id } = await studio.ask(anna, 'a red car')
    let reckoned = 0
    const { places } = studio.dispatcher
    const placeOf: typeof places.placeOf = (...args) => {
      reckoned++
      return places.placeOf(...args)
    }
    const counting = { ...places, placeOf }
    const dispatcher = { ...studio.dispatcher, places: counting }
    const watchers = createWatchers({ ...studio.services, dispatcher })
    const viewers = Array.from({ length: 50 }, createViewer)
    for (const viewer of viewers) watchers.watch(anna, id, viewer)
    await settle()
    expect(watchers.size).toBe(50)
    expect(reckoned).toBeLessThanOrEqual(2)
    await studio.drawAll()
    await settle()
    for (const { seen, ends } of viewers) {
      expect(seen[0]).toMatchObject({ status: 'queued', position: 1 })
      expect(seen.at(-1)?.status).toBe('ready')
      expect(seen).toEqual(viewers[0]?.seen)
      expect(ends).toEqual(['last'])
    }
    expect(watchers.size).toBe(0)
    expect(studio.events.listenerCount()).toBe(0)
  })

  test('move up together when somebody before them leaves', async () => {
    const studio = await openBusy()
    const first = await studio.ask(anna, 'a red car')
    const second = await studio.ask(cleo, 'a blue car')
    const viewer = createViewer()
    const stop = studio.services.watchers.watch(cleo, second.id, viewer)
    await settle()
    await cancelPicture(studio.services, anna, first.id)
    await studio.clock.advance(1_000)
    expect(viewer.states()).toEqual(['queued 2', 'queued 1'])
    stop()
    stop()
    expect(studio.services.watchers.size).toBe(0)
  })

  test('who joined is told when the picture joined is drawn, and when it is there', async () => {
    const studio = await openBusy()
    await studio.ask(anna, 'a red car')
    const joined = await studio.ask(cleo, 'a red car')
    const viewer = createViewer()
    studio.services.watchers.watch(cleo, joined.id, viewer)
    await settle()
    await studio.drawAll()
    await settle()
    expect(viewer.states()).toEqual(['queued 1', 'drawing', 'ready'])
    expect(viewer.seen.every(({ charged }) => charged === 0)).toBe(true)
  })

  test('a stranger sees a finished public picture, once, and nothing of one that waits', async () => {
    const studio = await openBusy()
    const { id } = await studio.ask(anna, 'a red car')
    const [own, stranger, later] = [createViewer(), createViewer(), createViewer()]
    studio.services.watchers.watch(anna, id, own)
    studio.services.watchers.watch(cleo, id, stranger)
    await settle()
    expect(stranger.states()).toEqual([])
    expect(stranger.ends).toEqual([expect.stringContaining('There is no such picture')])
    expect(own.states()).toEqual(['queued 1'])
    await studio.drawAll()
    studio.services.watchers.watch(cleo, id, later)
    await settle()
    expect(later.seen).toMatchObject([{ status: 'ready', mine: false, charged: 0 }])
    expect(later.ends).toEqual(['last'])
  })

  test('of a picture whose row cannot be read are told so, and may come again', async () => {
    const studio = await openBusy()
    const { id } = await studio.ask(anna, 'a red car')
    let broken = false
    const { read } = studio.db
    const db = {
      ...studio.db,
      get read() {
        if (broken) throw new Error('no disk')
        return read
      },
    }
    const watchers = createWatchers({ ...studio.services, db })
    const viewer = createViewer()
    watchers.watch(anna, id, viewer)
    await settle()
    broken = true
    studio.events.publish(`picture:${id}`)
    await settle()
    expect(viewer.ends).toEqual(['Error: no disk'])
    expect(watchers.size).toBe(0)
    broken = false
    const again = createViewer()
    watchers.watch(anna, id, again)()
    expect(watchers.size).toBe(0)
  })
})
