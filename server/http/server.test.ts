import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { loadConfig } from '../config.ts'
import { ADDRESS_HEADER } from '../identity/address-header.ts'
import { createServices } from '../services.ts'
import { gracefulStop } from './graceful-stop.ts'
import { createFrontDoor } from './server.ts'

/** The front door with real services behind it, and a stand-in for Next that tells what it was given. */
async function openDoor() {
  const config = loadConfig({ DATA_DIR: temporaryFolder(), LOG_LEVEL: 'silent' })
  const services = await createServices(config, 'http://draw.test')
  const seen: IncomingMessage[] = []
  const handle = async (req: IncomingMessage, res: ServerResponse) => {
    seen.push(req)
    res.end('a page')
  }
  const server = createServer(createFrontDoor(services, { dev: false, handle }))
  const stop = gracefulStop(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  onTestFinished(async () => {
    await stop()
    await services.close()
  })
  return { url: `http://127.0.0.1:${port}`, port, seen, services, stop }
}

const json = { 'content-type': 'application/json' }
const post = (headers: Record<string, string>, body = '{"words":"cat","idempotencyKey":"12345678"}') => ({
  method: 'POST',
  headers,
  body,
})

/** What comes back for a request no HTTP client would send. */
async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.end(text)
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return answer
}

test('a page comes with a policy whose nonce is its own, and a visitor cookie once', async () => {
  const { url, seen } = await openDoor()
  const first = await fetch(url, { headers: { accept: 'text/html' } })
  const policy = first.headers.get('content-security-policy') ?? ''
  const nonce = seen[0]?.headers['x-nonce']
  expect(policy).toContain(`'nonce-${nonce}'`)
  expect(policy).toContain("frame-ancestors 'none'")
  const [cookie = ''] = first.headers.getSetCookie()
  expect(cookie).toMatch(/^drawbridge_visitor=[\w-]{27}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/)
  const again = await fetch(url, { headers: { accept: 'text/html', cookie: cookie.split(';')[0] ?? '' } })
  expect(again.headers.getSetCookie()).toEqual([])
  expect(seen[1]?.headers['x-nonce']).not.toBe(nonce)
})

test('every answer forbids sniffing and framing', async () => {
  const { url } = await openDoor()
  for (const path of ['/', '/livez', '/api/none', '/i/none.webp', '/api/trpc/limits.status']) {
    const { headers } = await fetch(url + path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
  }
})

test('nobody can say for themselves which address they come from', async () => {
  const { url, seen } = await openDoor()
  await fetch(`${url}/api/auth/session`, { headers: { [ADDRESS_HEADER]: 'ip:forged', 'x-forwarded-for': '9.9.9.9' } })
  await fetch(`${url}/api/auth/session`)
  expect(seen[0]?.headers[ADDRESS_HEADER]).toMatch(/^ip:[\w-]{22,}$/)
  expect(seen[0]?.headers[ADDRESS_HEADER]).not.toContain('forged')
  expect(seen[0]?.headers[ADDRESS_HEADER]).toBe(seen[1]?.headers[ADDRESS_HEADER])
})

test('a mutation is JSON, and with a cookie from our own pages', async () => {
  const { url } = await openDoor()
  const ask = `${url}/api/trpc/pictures.request`
  const refusals = [
    post({ 'content-type': 'text/plain' }),
    post({ 'content-type': 'multipart/form-data; boundary=x' }),
    post({ ...json, cookie: 'a=b', origin: 'https://evil.test' }),
    post({ ...json, cookie: 'a=b', origin: 'null' }),
    post({ ...json, cookie: 'a=b', 'sec-fetch-site': 'cross-site' }),
    post({ ...json, cookie: 'a=b', 'sec-fetch-site': 'same-site' }),
  ]
  const statuses = []
  for (const refusal of refusals) statuses.push((await fetch(ask, refusal)).status)
  expect(statuses).toEqual([400, 400, 403, 403, 403, 403])
  const status = await (await fetch(`${url}/api/trpc/limits.status`)).json()
  expect(status.result.data.daily.used).toBe(0)
  const ours = post({ ...json, cookie: 'a=b', origin: 'http://draw.test' })
  expect((await fetch(ask, ours)).status).toBe(200)
})

test('bodies, batches and methods have bounds, and none of them is a 5xx', async () => {
  const { url } = await openDoor()
  const big = 'x'.repeat(70_000)
  const cases: [string, RequestInit, number][] = [
    ['/api/trpc/pictures.request', post(json, JSON.stringify({ words: big })), 413],
    ['/api/trpc/pictures.request', post(json, '{"words":'), 400],
    ['/api/trpc/pictures.request', post(json, 'null'), 400],
    ['/api/trpc/pictures.nothing', {}, 404],
    [`/api/trpc/${Array(11).fill('limits.status').join(',')}?batch=1`, {}, 400],
    ['/api/trpc/limits.status', { headers: { authorization: 'Bearer drawbridge_not-a-token' } }, 401],
    ['/api/auth/callback/password', post({ 'content-type': 'application/x-www-form-urlencoded' }, big), 400],
    ['/', { method: 'POST', body: 'x' }, 405],
    ['/api/v0/none', {}, 404],
    ['/i/../../etc/passwd.webp', {}, 200], // a client normalises it to a page
    ['/i/%2e%2e%2fsecret.webp', {}, 404],
  ]
  for (const [path, init, status] of cases)
    expect([path, (await fetch(url + path, init)).status]).toEqual([path, status])
})

test('a request that asks for no path is answered, not left hanging', async () => {
  const { port } = await openDoor()
  const asks = ['OPTIONS * HTTP/1.1', 'GET http://elsewhere.test/ HTTP/1.1']
  for (const line of asks) {
    expect(await sendRaw(port, `${line}\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400/)
  }
})

test('readiness is the database: gone when it is, and the process still lives', async () => {
  const { url, services } = await openDoor()
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  await services.db.close()
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  expect((await fetch(`${url}/livez`)).status).toBe(200)
})

test('stopping breaks open streams off, so that nobody waits for them', async () => {
  const { url, stop, services } = await openDoor()
  await services.dispatcher.stop() // nothing is drawn: the picture waits, and its watcher with it
  const asked = await (await fetch(`${url}/api/trpc/pictures.request`, post(json))).json()
  const input = encodeURIComponent(JSON.stringify({ id: asked.result.data.id }))
  const stream = await fetch(`${url}/api/trpc/pictures.watch?input=${input}`, {
    headers: { accept: 'text/event-stream' },
  })
  const reader = stream.body?.getReader()
  await reader?.read()
  await stop()
  await expect(async () => {
    while (!(await reader?.read())?.done);
  }).rejects.toThrow()
})
