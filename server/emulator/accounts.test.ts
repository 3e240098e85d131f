import { afterEach, expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { createEmulator, type Emulator } from './emulator.ts'

let emulator: Emulator | undefined
afterEach(() => emulator?.close())

const draw = (key: string, words = 'a cat') =>
  fetch(`${emulator?.url}/word/${encodeURIComponent(words)}?width=16&height=16`, {
    headers: { authorization: `Bearer ${key}` },
  })

test('each key has a limit of its own, a strange one and a revoked one have none', async () => {
  emulator = await createEmulator({ accounts: [{ key: 'a' }, { key: 'b', limit: 1 }], limit: 2 })
  const statuses = []
  for (const key of ['a', 'a', 'a', 'b', 'b', 'c']) statuses.push((await draw(key)).status)
  expect(statuses).toEqual([200, 200, 429, 200, 429, 401])
  expect(emulator.accounts()).toEqual([
    { accepted: 2, refused: 1, maxInWindow: 2 },
    { accepted: 1, refused: 1, maxInWindow: 1 },
  ])
  emulator.revoke('a')
  expect((await draw('a')).status).toBe(401)
  emulator.reset()
  expect((await draw('a')).status).toBe(200)
})

test.each([
  ['429', 429, '1'],
  ['429-seconds', 429, '120'],
  ['429-date', 429, 'Sun, 01 Mar 2026 12:02:00 GMT'],
  ['429-garbage', 429, 'soon'],
  ['429-none', 429, null],
  ['503', 503, null],
  ['503-seconds', 503, '20'],
  ['no-money', 429, null],
  ['revoked', 401, null],
])('%s is answered with %i and Retry-After %s', async (fault, status, retryAfter) => {
  emulator = await createEmulator({ clock: new FakeClock() })
  const response = await draw('any', `[[fault:${fault}]]`)
  expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter])
})
