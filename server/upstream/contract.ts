import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../clock.ts'
import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import type { Fault } from '../emulator/faults.ts'
import type { Stats } from '../emulator/tally.ts'
import type { HttpUpstreamConfig } from './http-upstream.ts'
import { type DrawRequest, type Upstream, UpstreamError, type UpstreamErrorKind } from './types.ts'

const KEY = 'sk-secret:0123456789abcdef'

const FAULT_KINDS: readonly (readonly [Fault, UpstreamErrorKind])[] = [
  [429, 'rate-limited'],
  [500, 'unavailable'],
  [503, 'unavailable'],
  ['reset', 'unavailable'],
  ['half', 'unavailable'],
  ['moderation', 'refused'],
  [401, 'misconfigured'],
  [403, 'misconfigured'],
  [404, 'misconfigured'],
  ['redirect', 'misconfigured'],
  [422, 'bad-request'],
  ['wrong-type', 'bad-response'],
  ['corrupt', 'bad-response'],
  ['svg', 'bad-response'],
  ['huge', 'bad-response'],
]

export const aRequest = (words: string, more: Partial<DrawRequest> = {}): DrawRequest => ({
  words,
  seed: 42,
  width: 64,
  height: 48,
  style: '',
  signal: new AbortController().signal,
  ...more,
})

/** The error a drawing ends with; fails the test when it draws, or when the error is none of ours. */
export async function errorOf(drawing: Promise<unknown>): Promise<UpstreamError> {
  const error = await drawing.then(
    () => new Error('it drew a picture'),
    (problem: unknown) => problem,
  )
  if (!(error instanceof UpstreamError)) throw error
  return error
}

/**
 * What every HTTP upstream promises, over real HTTP against the emulator. `create` makes the upstream, `urlOf` turns the
 * emulator's address into the upstream's `url` setting.
 */
export function describeHttpUpstream(
  name: string,
  create: (config: HttpUpstreamConfig, clock: Clock) => Upstream,
  urlOf: (emulatorUrl: string) => string,
) {
  describe(`${name}, as every HTTP upstream`, () => {
    let emulator: Emulator
    let upstream: Upstream
    let impatient: Upstream

    beforeAll(async () => {
      emulator = await createEmulator({ limit: 1000, apiKey: KEY })
      const url = urlOf(emulator.url)
      upstream = create({ url, apiKey: KEY, timeoutSeconds: 10 }, systemClock)
      impatient = create({ url, apiKey: KEY, timeoutSeconds: 0.15 }, systemClock)
    })
    beforeEach(() => emulator.reset())
    afterAll(() => Promise.all([upstream.close(), impatient.close(), emulator.close()]))

    test('words become a WebP picture of the size that was asked for, with one call', async () => {
      const picture = await upstream.draw(aRequest('a red car / 100% "fast" & 猫 {seed}'))
      expect(picture).toMatchObject({ width: 64, height: 48 })
      expect(await sharp(picture.bytes).metadata()).toMatchObject({ format: 'webp', width: 64, height: 48 })
      expect(emulator.stats()).toMatchObject({ accepted: 1, recent: ['a red car / 100% "fast" & 猫 {seed}'] })
    })

    test('a style is part of what is asked for', async () => {
      await upstream.draw(aRequest('a car', { style: 'watercolour' }))
      expect(emulator.stats().recent).toEqual(['a car, watercolour style'])
    })

    test('words that are only dots or half a character still arrive as words', async () => {
      await upstream.draw(aRequest('..'))
      await upstream.draw(aRequest('half \ud83d'))
      expect(emulator.stats().recent.map((words) => words.trim())).toEqual(['..', 'half \ufffd'])
    })

    test('a picture says when its headers came and how long the upstream worked', async () => {
      const before = systemClock.monotonic()
      emulator.hold()
      const drawing = upstream.draw(aRequest('timed'))
      await until(emulator, (stats) => stats.held === 1)
      await new Promise((resolve) => systemClock.timer(20, () => resolve(undefined)))
      emulator.release()
      const { headersReceivedAt = 0, serverProcessingMs = -1 } = await drawing
      expect(serverProcessingMs).toBeGreaterThanOrEqual(19)
      expect(headersReceivedAt - serverProcessingMs).toBeGreaterThanOrEqual(before)
      expect(headersReceivedAt).toBeLessThanOrEqual(systemClock.monotonic())
    })

    test.each(FAULT_KINDS)('a fault "%s" is told as %s, after one call and no retry', async (fault, kind) => {
      const error = await errorOf(upstream.draw(aRequest(`a cat [[fault:${fault}]]`)))
      expect(error.kind, error.message).toBe(kind)
      expect(emulator.stats().faults).toEqual({ [fault]: 1 })
      if (fault !== 'reset') expect(error.headersReceivedAt).toBeGreaterThan(0)
    })

    test('after any fault the next picture is drawn', async () => {
      for (const [fault] of FAULT_KINDS) await errorOf(upstream.draw(aRequest(`[[fault:${fault}]]`)))
      await upstream.draw(aRequest('a cat at last'))
      expect(emulator.stats().drawn).toBe(1)
    })

    test('a call over the limit says when to come back', async () => {
      const small = await createEmulator({ limit: 1, windowSeconds: 7 })
      const other = create({ url: urlOf(small.url), timeoutSeconds: 10 }, systemClock)
      await other.draw(aRequest('one'))
      const error = await errorOf(other.draw(aRequest('two')))
      expect(error).toMatchObject({ kind: 'rate-limited', retryAfterSeconds: 7 })
      await Promise.all([other.close(), small.close()])
    })

    test.each(['hang', 'slow'])(
      'an upstream that does "%s" is given up when time is up, and its call ended',
      async (fault) => {
        const error = await errorOf(impatient.draw(aRequest(`[[fault:${fault}]]`)))
        expect(error).toMatchObject({ kind: 'unavailable' })
        await until(emulator, (stats) => stats.inFlight === 0)
      },
    )

    test('a cancelled drawing ends at once, and so does the call behind it', async () => {
      emulator.hold()
      const cancel = new AbortController()
      const drawing = errorOf(upstream.draw(aRequest('never mind', { signal: cancel.signal })))
      await until(emulator, (stats) => stats.held === 1)
      cancel.abort()
      expect(await drawing).toMatchObject({ kind: 'aborted' })
      await until(emulator, (stats) => stats.inFlight === 0)
      expect(emulator.stats()).toMatchObject({ aborted: 1, drawn: 0 })
    })

    test('a drawing cancelled before it starts makes no call', async () => {
      const error = await errorOf(upstream.draw(aRequest('too late', { signal: AbortSignal.abort() })))
      expect(error.kind).toBe('aborted')
      expect(emulator.stats().accepted).toBe(0)
    })

    test('an upstream that is not there is unavailable', async () => {
      const gone = await createEmulator()
      await gone.close()
      const nobody = create({ url: urlOf(gone.url), timeoutSeconds: 5 }, systemClock)
      expect(await errorOf(nobody.draw(aRequest('hello?')))).toMatchObject({ kind: 'unavailable' })
      await nobody.close()
    })

    test('no error ever contains the key, not even when the upstream repeats it', async () => {
      const url = urlOf(emulator.url)
      const almost = `${KEY}x`
      const wrong = create({ url, apiKey: almost, timeoutSeconds: 5 }, systemClock)
      const broken = create({ url, apiKey: `${KEY}\n`, timeoutSeconds: 5 }, systemClock)
      const errors = [await errorOf(wrong.draw(aRequest('a'))), await errorOf(broken.draw(aRequest('b')))]
      for (const [fault] of FAULT_KINDS) errors.push(await errorOf(upstream.draw(aRequest(`[[fault:${fault}]]`))))
      expect(errors.slice(0, 2).map((error) => error.kind)).toEqual(['misconfigured', 'misconfigured'])
      const base64 = Buffer.from(KEY).toString('base64').slice(0, 20)
      for (const error of errors) {
        const all = [error.message, error.stack, JSON.stringify(error), String(error.cause)].join('\n')
        expect(all).not.toContain(KEY)
        expect(all).not.toContain(base64)
      }
      await Promise.all([wrong.close(), broken.close()])
    })
  })
}

async function until(emulator: Emulator, ready: (stats: Stats) => boolean) {
  while (!ready(emulator.stats())) await new Promise((resolve) => setImmediate(resolve))
}
