import { expect, onTestFinished, test } from 'vitest'
import { findImage, insertImage } from '../../db/queries/images.ts'
import { updatePicture } from '../../db/queries/pictures.ts'
import { settle } from '../clock.fake.ts'
import { createScriptedUpstream } from '../queue/scripted-upstream.fixture.ts'
import { until } from '../queue/until.fixture.ts'
import { createLog } from '../telemetry/log.ts'
import { cancelPicture } from './cancel-picture.ts'
import { keepSketch } from './keep-sketch.ts'
import { listPictures } from './list-pictures.ts'
import { readPicture } from './read-picture.ts'
import { removePicture } from './remove-picture.ts'
import { createSketcher } from './sketch-picture.ts'
import { account, openStudio, visitor } from './studio.fixture.ts'
import { watchPicture } from './watch-picture.ts'
import { createWatchers } from './watchers.ts'

const [anna, ben] = [visitor('anna'), visitor('ben')]
const paula = account('paula', 'premium')
const LINGERS_MS = 60_000

/** A studio before a slow upstream, and a renderer that draws when the test says so. */
async function openSketching({ drawingMs = 5_000 } = {}) {
  const studio = await openStudio({ concurrency: 1 })
  const { services, db, clock, events } = studio
  const renderer = createScriptedUpstream()
  const opened = { times: 0 }
  const begin = () => {
    const openRenderer = async () => {
      opened.times++
      return { ...renderer, model: 'renderer-test' }
    }
    const parts = { db, clock, events, storage: services.storage, log: createLog('silent') }
    const sketcher = createSketcher({ ...parts, drawingMs: () => drawingMs, openRenderer })
    onTestFinished(() => sketcher.close())
    services.sketcher = sketcher
    services.watchers = createWatchers({ ...services, sketcher })
    return sketcher
  }
  begin()
  const sketchesWanted = (count: number) => until(`${count} sketches wanted`, () => renderer.calls.length >= count)
  const sketchOf = async (id: string) => (await studio.row(id)).sketchHash
  const sketched = async (id: string) => {
    await sketchesWanted(1)
    for (const call of renderer.open()) call.answer({ bytes: Buffer.from(`a sketch of ${call.request.words}`) })
    await until(`${id} has a sketch`, async () => (await sketchOf(id)) !== null)
    return (await sketchOf(id)) ?? 'none'
  }
  const stored = async (hash: string) => (await services.storage.stat(hash, 'webp')) !== undefined
  const fail = async (kind: 'bad-request' | 'refused') => {
    await until('a call is out', () => studio.upstream.open().length > 0)
    studio.upstream.open()[0]?.fail(kind)
  }
  const statusIs = (id: string, status: string) =>
    until(`${id} is ${status}`, async () => (await studio.row(id)).status === status)
  return { ...studio, renderer, opened, begin, sketchesWanted, sketched, sketchOf, stored, fail, statusIs }
}

test('whoever waits long sees a sketch of the same words and seed, for nothing, until the real picture is there', async () => {
  const { services, ask, renderer, sketched, drawAll, row, used } = await openSketching()
  const { id } = await ask(anna, 'a red car')
  const hash = await sketched(id)
  const { params } = await row(id)
  expect(renderer.calls[0]?.request).toMatchObject({ words: 'a red car', ...params })
  const waiting = await readPicture(services, anna, id)
  expect(waiting).toMatchObject({ status: 'drawing', charged: 1 })
  expect(waiting.sketch).toEqual({ webp: `/i/${hash}.webp`, png: `/i/${hash}.png`, width: 1024, height: 1024 })
  expect(waiting.image).toBeUndefined()
  await drawAll()
  const ready = await readPicture(services, anna, id)
  expect(ready).toMatchObject({ status: 'ready', charged: 1 })
  expect(ready.image?.webp).not.toContain(hash)
  expect([ready.sketch, ready.sketched]).toEqual([undefined, undefined])
  expect(await used('ip:anna')).toBe(1)
})

test('a real picture that comes out as the sketch did, to the byte, is the picture', async () => {
  const { services, ask, upstream, sketched, statusIs, clock, stored } = await openSketching()
  const { id } = await ask(anna, 'a red car')
  const hash = await sketched(id)
  upstream.open()[0]?.answer({ bytes: Buffer.from('a sketch of a red car') })
  await statusIs(id, 'ready')
  const ready = await readPicture(services, anna, id)
  expect(ready.image?.webp).toBe(`/i/${hash}.webp`)
  expect(ready.sketched).toBeUndefined()
  await clock.advance(2 * LINGERS_MS)
  expect(await stored(hash)).toBe(true)
})

test('a short wait is worth no sketch, and a service that never sketches opens no renderer', async () => {
  const { ask, drawAll, opened } = await openSketching({ drawingMs: 2_900 })
  await ask(anna, 'a red car')
  await settle()
  await drawAll()
  expect(opened.times).toBe(0)
})

test('a watcher is shown the sketch as soon as it is there', async () => {
  const { services, ask, sketched, drawAll } = await openSketching()
  const { id } = await ask(anna, 'a red car')
  const seen: boolean[] = []
  let drawn: Promise<void> | undefined
  const watching = (async () => {
    for await (const view of watchPicture(services, anna, id)) {
      seen.push(view.sketch !== undefined)
      if (view.sketch) drawn ??= drawAll()
    }
  })()
  await sketched(id)
  await watching
  await drawn
  expect(seen).toContain(true)
  expect(seen.at(-1)).toBe(false)
})

test('one is drawn for a picture, for all who join it and for who asks for the same again', async () => {
  const studio = await openSketching()
  const { services, ask, renderer, sketched, sketchOf } = studio
  const first = await ask(anna, 'a red car')
  const early = await ask(ben, 'a red car')
  const hash = await sketched(first.id)
  const late = await ask(visitor('cleo'), 'A red car!')
  expect([early.outcome, late.outcome]).toEqual(['joined', 'joined'])
  expect(await sketchOf(early.id)).toBe(hash)
  expect(late.sketch?.webp).toBe(`/i/${hash}.webp`)
  await readPicture(services, ben, early.id)

  await studio.fail('bad-request')
  await studio.statusIs(first.id, 'failed')
  expect((await readPicture(services, ben, early.id)).sketch?.webp).toBe(`/i/${hash}.webp`)
  const again = await ask(anna, 'a red car')
  await until('the same sketch is given', async () => (await sketchOf(again.id)) === hash)
  expect(renderer.calls.length).toBe(1)
})

test('a private picture’s sketch is nobody else’s', async () => {
  const { ask, renderer, sketched, sketchesWanted } = await openSketching()
  const secret = await ask(paula, 'a secret', { visibility: 'private' })
  await sketched(secret.id)
  await ask(anna, 'a secret')
  await sketchesWanted(2)
  expect(new Set(renderer.calls.map(({ request }) => request.seed)).size).toBe(2)
})

test('a picture that fails for good leaves its sketch, and what it cost goes back', async () => {
  const { services, ask, sketched, fail, statusIs, stored, used, clock } = await openSketching()
  const { id } = await ask(anna, 'a red car')
  const hash = await sketched(id)
  await fail('bad-request')
  await statusIs(id, 'failed')
  const failed = await readPicture(services, anna, id)
  expect(failed).toMatchObject({ status: 'failed', charged: 0, sketch: { webp: `/i/${hash}.webp` } })
  expect(await used('ip:anna')).toBe(0)
  await clock.advance(3 * LINGERS_MS)
  expect(await stored(hash)).toBe(true)
  await removePicture(services, anna, id)
  expect(await stored(hash)).toBe(false)
})

test('a picture whose turn never came leaves its sketch as well', async () => {
  const { services, ask, renderer, sketched, sent, statusIs, used, clock } = await openSketching()
  await ask(ben, 'keeps the hand busy')
  await sent(1)
  const { id } = await ask(anna, 'a red car')
  await until('both are wanted', () => renderer.calls.length === 2)
  const hash = await sketched(id)
  await clock.advance(1_800_000)
  await statusIs(id, 'failed')
  const expired = await readPicture(services, anna, id)
  expect(expired).toMatchObject({ error: { reason: 'upstream-failed' }, sketch: { webp: `/i/${hash}.webp` } })
  expect(await used('ip:anna')).toBe(0)
  expect(await keepSketch(services, anna, id)).toMatchObject({ status: 'ready', sketched: true, charged: 0 })
})

test('a kept sketch is ready, labelled, free, public to whom it was, and never what the cache has for its words', async () => {
  const { services, ask, sketched, fail, statusIs, stored, used, clock } = await openSketching()
  const { id } = await ask(anna, 'a red car')
  await expect(keepSketch(services, anna, id)).rejects.toMatchObject({ kind: 'conflict', reason: 'no-sketch' })
  const hash = await sketched(id)
  await expect(keepSketch(services, anna, id)).rejects.toMatchObject({ reason: 'no-sketch' })
  await fail('bad-request')
  await statusIs(id, 'failed')
  await expect(keepSketch(services, ben, id)).rejects.toMatchObject({ kind: 'not-found' })
  const kept = { status: 'ready', sketched: true, charged: 0, image: { webp: `/i/${hash}.webp` } }
  expect(await keepSketch(services, anna, id)).toMatchObject(kept)
  expect(await keepSketch(services, anna, id)).toMatchObject(kept)
  expect((await readPicture(services, ben, id)).sketched).toBe(true)
  expect((await listPictures(services, anna, { limit: 9 })).items).toMatchObject([kept])
  expect(await used('ip:anna')).toBe(0)
  expect(await ask(ben, 'a red car')).toMatchObject({ outcome: 'miss', charged: 1 })
  await clock.advance(3 * LINGERS_MS)
  expect(await stored(hash)).toBe(true)
})

test('words an upstream would not draw leave no sketch, neither to see nor to keep', async () => {
  const { services, ask, sketched, fail, statusIs, stored, clock } = await openSketching()
  const { id } = await ask(anna, 'something unkind')
  const hash = await sketched(id)
  await fail('refused')
  await statusIs(id, 'failed')
  expect((await readPicture(services, anna, id)).sketch).toBeUndefined()
  await expect(keepSketch(services, anna, id)).rejects.toMatchObject({ reason: 'no-sketch' })
  // The timer is set a moment after the sketch can be seen: time goes on until it has run.
  await until('its bytes are gone', async () => {
    await clock.advance(2 * LINGERS_MS)
    return !(await stored(hash))
  })
})

test('a sketch’s bytes go a while after its picture came or was called off, and no timer stays', async () => {
  const { services, ask, renderer, sketched, sketchOf, stored, drawAll, sent, clock } = await openSketching()
  await ask(ben, 'keeps the hand busy')
  await sent(1)
  const { id } = await ask(anna, 'a red car')
  await until('both are wanted', () => renderer.calls.length === 2)
  const hash = await sketched(id)
  await cancelPicture(services, anna, id)
  expect((await readPicture(services, anna, id)).sketch).toBeUndefined()
  await drawAll()
  expect(await stored(hash)).toBe(true)
  await clock.advance(2 * LINGERS_MS)
  await until('it is released', async () => (await sketchOf(id)) === null && !(await stored(hash)))
  await until('no timer stays', async () => {
    await clock.advance(LINGERS_MS)
    return clock.armed === 0
  })
})

test('a sketch that comes after its picture is dropped, bytes and all', async () => {
  const { ask, renderer, sketchesWanted, drawAll, sketchOf, db, services } = await openSketching()
  const { id } = await ask(anna, 'a red car')
  await sketchesWanted(1)
  await drawAll()
  const put: string[] = []
  const { storage } = services
  const original = storage.put
  storage.put = async (bytes) => {
    const hash = await original(bytes)
    put.push(hash)
    return hash
  }
  renderer.open()[0]?.answer({ bytes: Buffer.from('too late') })
  await until('it was stored', () => put.length === 1)
  await until('and removed', async () => (await storage.stat(put[0] ?? '', 'webp')) === undefined)
  expect(await sketchOf(id)).toBeNull()
  await until('and forgotten', async () => (await findImage(db.read, put[0] ?? '')) === undefined)
})

test('a renderer that fails bothers nobody and is not asked for the same again; too many at once go without', async () => {
  const { services, ask, renderer, sketchesWanted, sketchOf, drawAll } = await openSketching()
  const { id } = await ask(anna, 'a red car')
  await sketchesWanted(1)
  renderer.open()[0]?.fail('unavailable')
  await settle()
  expect(await readPicture(services, anna, id)).toMatchObject({ status: 'drawing' })
  await settle()
  expect(renderer.calls.length).toBe(1)
  for (let n = 0; n < 12; n++) await ask(visitor(`v${n}`), `words ${n}`)
  await settle()
  await until('as many as may', () => renderer.calls.length === 9)
  await settle()
  expect(renderer.calls.length).toBe(9)
  expect(await sketchOf(id)).toBeNull()
  for (const call of renderer.open()) call.answer()
  await drawAll()
})

test('after a restart, who looks at a picture that waits without a sketch gets one, and old ones are cleared', async () => {
  const { services, ask, renderer, begin, sketched, sketchesWanted, stored, drawn, db, clock } = await openSketching()
  const old = await drawn(ben, 'an old picture')
  const hash = await services.storage.put(Buffer.from('an old sketch'))
  await db.write(async (session) => {
    const createdAt = new Date(clock.now())
    await insertImage(session, { hash, mime: 'image/webp', bytes: 13, width: 1, height: 1, source: 'x', createdAt })
    await updatePicture(session, old, { sketchHash: hash })
  })
  const { id } = await ask(anna, 'a red car')
  await until('wanted', () => renderer.open().some(({ request }) => request.words === 'a red car'))
  await services.sketcher?.close()
  expect(await readPicture(services, anna, id)).toMatchObject({ status: 'drawing' })
  await clock.advance(2 * LINGERS_MS)
  expect(await stored(hash)).toBe(true)

  const before = renderer.calls.length
  begin()
  await until('the old one is cleared', async () => !(await stored(hash)))
  await readPicture(services, anna, id)
  await sketchesWanted(before + 1)
  await sketched(id)
})
