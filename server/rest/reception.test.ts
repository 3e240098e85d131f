import { expect, test } from 'vitest'
import { openRestHouse } from './rest-house.fixture.ts'

const COOKIE = { cookie: `drawbridge_visitor=${'v'.repeat(27)}` }

test('a preflight is free and lets any page send what it names, never with its cookies', async () => {
  const { call, services } = await openRestHouse()
  services.tiers.free.reads.limit = 1
  for (let i = 0; i < 3; i++) {
    const { status, headers } = await call('/pictures', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.test',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key,x-stainless-os',
      },
    })
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST, DELETE')
    expect(headers.get('access-control-allow-headers')).toContain('x-stainless-os')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  }
  expect((await call('/pictures')).status).toBe(200)
})

test('another site’s page may ask as a visitor and read the answer with its limits', async () => {
  const { post } = await openRestHouse()
  const { status, headers } = await post('/pictures', { words: 'a fox' }, { origin: 'https://elsewhere.test' })
  expect(status).toBe(202)
  expect(headers.get('access-control-allow-origin')).toBe('*')
  const exposed = (headers.get('access-control-expose-headers') ?? '').toLowerCase().split(', ')
  for (const name of ['ratelimit', 'ratelimit-policy', 'x-ratelimit-remaining', 'retry-after', 'location', 'etag']) {
    expect(exposed).toContain(name)
  }
})

test('with a cookie only our own pages may change anything', async () => {
  const { post, call, url } = await openRestHouse()
  const ask = async (headers: Record<string, string>) =>
    (await post('/pictures', { words: 'a fox' }, { ...COOKIE, ...headers })).status
  expect(await ask({ origin: 'https://elsewhere.test' })).toBe(403)
  expect(await ask({ origin: 'null' })).toBe(403)
  expect(await ask({ 'sec-fetch-site': 'same-site' })).toBe(403)
  const remove = { method: 'DELETE', headers: { ...COOKIE, 'sec-fetch-site': 'cross-site' } }
  expect(await (await call('/pictures/none', remove)).json()).toMatchObject({ status: 403, reason: 'origin' })
  expect(await ask({ origin: url })).toBe(202)
  expect(await ask({ 'sec-fetch-site': 'same-origin' })).toBe(202)
})

test('a broken address is a clear refusal', async () => {
  const { call } = await openRestHouse()
  expect((await call('/pictures/%E0%A4%A')).status).toBe(404)
  expect((await call('/models/%00')).status).toBe(404)
})

test('what breaks inside says nothing of it, and costs nothing', async () => {
  const { call, services } = await openRestHouse()
  services.dispatcher.places.countWaiting = () => Promise.reject(new Error('a secret of the house'))
  const answer = await call('/queue')
  const text = await answer.text()
  expect([answer.status, JSON.parse(text).reason]).toEqual([500, 'internal'])
  expect(text).not.toContain('secret')
})
