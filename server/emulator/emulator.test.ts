import sharp from 'sharp'
import { afterEach, describe, expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { type Counted, createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts'
import type { Stats } from './tally.ts'

let running: Emulator[] = []

afterEach(async () => {
  await Promise.all(running.map((emulator) => emulator.close()))
  running = []
})

async function emulate(options: EmulatorOptions = {}) {
  const emulator = await createEmulator(options)
  running.push(emulator)
  return emulator
}

const word = (emulator: Emulator, words: string) =>
  fetch(`${emulator.url}/word/${encodeURIComponent(words)}?width=32&height=16&seed=5`)

const post = (emulator: Emulator, path: string, body: unknown = {}) =>
  fetch(`${emulator.url}${path}`, { method: 'POST', body: JSON.stringify(body) })

/** Resolves once `ready` holds for the emulator's own numbers. */
async function until(emulator: Emulator, ready: (stats: Stats) => boolean) {
  while (!ready(emulator.stats())) await new Promise((resolve) => setImmediate(resolve))
}

describe('emulator', () => {
  test('every shape answers with a picture of the size that was asked for', async () => {
    const emulator = await emulate()
    const a = await post(emulator, '/v1/images/generations', { prompt: 'a cat', size: '32x16', n: 2 })
    const { data } = await a.json()
    const b = await post(emulator, '/sdapi/v1/txt2img', { prompt: 'a cat', seed: 5, width: 32, height: 16 })
    const { images } = await b.json()
    const c = Buffer.from(await (await word(emulator, 'a cat')).arrayBuffer())
    for (const bytes of [data[0].b64_json, data[1].b64_json, images[0]].map((text) => Buffer.from(text, 'base64'))) {
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 32, height: 16 })
    }
    expect(c.equals(Buffer.from(images[0], 'base64'))).toBe(true)
    expect(emulator.stats()).toMatchObject({ accepted: 3, refused: 0, drawn: 3, inFlight: 0 })
  })

  test('an OpenAI answer can be an address, which is free to fetch', async () => {
    const emulator = await emulate({ limit: 1 })
    const answer = await post(emulator, '/v1/images/generations', {
      prompt: 'x',
      size: '16x16',
      response_format: 'url',
    })
    const { data } = await answer.json()
    const picture = await fetch(data[0].url)
    expect(await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).toMatchObject({ width: 16 })
    expect(emulator.stats()).toMatchObject({ accepted: 1, refused: 0 })
  })

  test('calls over the limit get 429 with the seconds to wait, and are counted again when the window has moved', async () => {
    const clock = new FakeClock()
    const emulator = await emulate({ limit: 2, windowSeconds: 10, clock })
    await word(emulator, 'one')
    await clock.advance(4000)
    await word(emulator, 'two')
    const refused = await word(emulator, 'three')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('6')
    await clock.advance(6000)
    expect((await word(emulator, 'three')).status).toBe(200)
    expect(emulator.stats()).toMatchObject({ accepted: 3, refused: 1, maxInWindow: 2, recent: ['one', 'two', 'three'] })
  })

  test('a call counts when it arrives, after the latency, and the drawing time is told in a header', async () => {
    const clock = new FakeClock()
    const emulator = await emulate({ latencyMs: [100, 100], drawMs: [50, 50], clock })
    const answer = word(emulator, 'slow road')
    while (clock.armed === 0) await clock.advance(0)
    await clock.advance(99)
    expect(emulator.stats().accepted).toBe(0)
    await clock.advance(1)
    expect(emulator.stats().accepted).toBe(1)
    await clock.advance(50)
    expect((await answer).headers.get('openai-processing-ms')).toBe('50')
  })

  test('a spike delays a call before it is counted, and is not in the drawing time that is told', async () => {
    const clock = new FakeClock()
    const counted: Counted[] = []
    const onCount = (one: Counted) => counted.push(one)
    const emulator = await emulate({ limit: 1, spikes: { share: 1, ms: 2000 }, drawMs: [50, 50], onCount, clock })
    const answer = word(emulator, 'slow road')
    while (clock.armed === 0) await clock.advance(0)
    await clock.advance(1999)
    expect(counted).toEqual([])
    await clock.advance(51)
    expect((await answer).headers.get('openai-processing-ms')).toBe('50')
    const refused = word(emulator, 'one too many')
    while (clock.armed === 0) await clock.advance(0)
    await clock.advance(2000)
    expect((await refused).status).toBe(429)
    expect(counted).toEqual([
      { at: 2000, travelledMs: 2000, accepted: true },
      { at: 4050, travelledMs: 2000, accepted: false },
    ])
  })

  test('an upstream can keep to itself how long it worked', async () => {
    const emulator = await emulate({ saysProcessingMs: false })
    expect((await word(emulator, 'a cat')).headers.get('openai-processing-ms')).toBeNull()
  })

  test('a held drawing waits for its release, oldest first, also when another process steers over HTTP', async () => {
    const emulator = await emulate()
    await post(emulator, '/control/hold')
    const done: string[] = []
    const calls = ['one', 'two', 'three'].map(async (words, i) => {
      await until(emulator, (stats) => stats.held === i)
      await word(emulator, words)
      done.push(words)
    })
    await until(emulator, (stats) => stats.held === 3)
    expect(done).toEqual([])
    await post(emulator, '/control/release?n=1')
    await until(emulator, (stats) => stats.drawn === 1)
    await Promise.race(calls)
    expect(done).toEqual(['one'])
    await post(emulator, '/control/open')
    await Promise.all(calls)
    expect(emulator.stats()).toMatchObject({ accepted: 3, drawn: 3, held: 0, inFlight: 0 })
  })

  test('a release that comes before its call lets that call through', async () => {
    const emulator = await emulate()
    emulator.hold()
    emulator.release(1)
    expect((await word(emulator, 'early bird')).status).toBe(200)
  })

  test('a caller who leaves frees the held place and is told apart in the stats', async () => {
    const emulator = await emulate()
    emulator.hold()
    const leaving = new AbortController()
    const call = fetch(`${emulator.url}/word/gone`, { signal: leaving.signal }).catch(() => 'left')
    await until(emulator, (stats) => stats.held === 1)
    leaving.abort()
    expect(await call).toBe('left')
    await until(emulator, (stats) => stats.inFlight === 0)
    expect(emulator.stats()).toMatchObject({ accepted: 1, drawn: 0, aborted: 1, held: 0 })
  })

  test('faults can be set over HTTP, wrong ones are refused, and a reset forgets everything', async () => {
    const emulator = await emulate()
    expect((await post(emulator, '/control/faults', { nonsense: 1 })).status).toBe(400)
    expect((await post(emulator, '/control/faults', { 503: 1 })).status).toBe(200)
    expect((await word(emulator, 'a cat')).status).toBe(503)
    expect(emulator.stats().faults).toEqual({ 503: 1 })
    await post(emulator, '/control/reset')
    expect((await word(emulator, 'a cat')).status).toBe(200)
    const stats = await (await fetch(`${emulator.url}/stats`)).json()
    expect(stats).toMatchObject({ accepted: 1, faults: {} })
  })

  test('a drawing that fails is a 500, and the emulator draws on', async () => {
    const draw = (words: string) =>
      words === 'bad' ? Promise.reject(new Error('no ink')) : Promise.resolve(Buffer.from('x'))
    const emulator = await emulate({ draw })
    expect((await word(emulator, 'bad')).status).toBe(500)
    expect((await word(emulator, 'good')).status).toBe(200)
    expect(emulator.stats()).toMatchObject({ accepted: 2, drawn: 1, inFlight: 0 })
  })

  test('calls that make no sense are told so and cost nothing', async () => {
    const emulator = await emulate({ limit: 1 })
    const answers = await Promise.all([
      post(emulator, '/v1/images/generations', { prompt: '' }),
      post(emulator, '/v1/images/generations', { prompt: 'x', size: '99999x1' }),
      post(emulator, '/sdapi/v1/txt2img', 'not an object'),
      fetch(`${emulator.url}/word/%E0%A4%A`),
      fetch(`${emulator.url}/nowhere`),
      post(emulator, '/v1/images/generations', { prompt: 'x'.repeat(70_000) }),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400, 404, 413])
    expect(emulator.stats().accepted).toBe(0)
    expect((await (await fetch(`${emulator.url}/v1/models`)).json()).data[0].id).toBe('emulator')
  })
})
