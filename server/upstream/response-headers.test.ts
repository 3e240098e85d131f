import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { retryAfterSeconds, serverProcessingMs } from './response-headers.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const retry = (value: string) => retryAfterSeconds({ 'retry-after': value }, NOW)

describe('Retry-After', () => {
  test('seconds and HTTP dates are understood, a date in the past is now, more than a day is a day', () => {
    expect(retry('7')).toBe(7)
    expect(retry(' 0 ')).toBe(0)
    expect(retry('Sun, 01 Mar 2026 12:01:30 GMT')).toBe(90)
    expect(retry('Sun, 01 Mar 2026 11:00:00 GMT')).toBe(0)
    expect(retry('99999999999999999999')).toBe(86_400)
    expect(retryAfterSeconds({}, NOW)).toBeUndefined()
  })

  test('garbage is as good as nothing', () => {
    for (const value of ['', '-5', '1.5', 'soon', '5 apples', '2026-03-01', 'Sun, 99 Mar 2026 99:00:00 GMT', 'NaN']) {
      expect(retry(value), value).toBeUndefined()
    }
    fc.assert(
      fc.property(fc.string(), (value) => {
        const seconds = retry(value)
        return seconds === undefined || (Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_400)
      }),
    )
  })
})

describe('processing time', () => {
  test('each header that tells it is read, the more exact one first', () => {
    expect(serverProcessingMs({ 'openai-processing-ms': '1234', 'server-timing': 'app;dur=5' })).toBe(1234)
    expect(serverProcessingMs({ 'x-envoy-upstream-service-time': '87' })).toBe(87)
    expect(serverProcessingMs({ 'server-timing': 'db;dur=53.2, app;desc="x";dur=47' })).toBe(53.2)
    expect(serverProcessingMs({ 'server-timing': 'db;dur=53, total;dur="90.5"' })).toBe(90.5)
    expect(serverProcessingMs({})).toBeUndefined()
  })

  test('negative, endless or missing numbers are not believed', () => {
    for (const value of ['-1', 'Infinity', '1e9', '', 'fast']) {
      expect(serverProcessingMs({ 'openai-processing-ms': value }), value).toBeUndefined()
      expect(serverProcessingMs({ 'server-timing': `app;dur=${value}` }), value).toBeUndefined()
    }
    expect(serverProcessingMs({ 'server-timing': 'miss, cache;desc="dur"' })).toBeUndefined()
  })
})
