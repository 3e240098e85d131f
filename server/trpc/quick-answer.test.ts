import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { openHouse } from './house.fixture.ts'

type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: string | string[] }

const JSON_BODY = { 'content-type': 'application/json' }
const VISITOR = { cookie: `drawbridge_visitor=${'v'.repeat(27)}` }
/** What tells the two ways apart: how a body's end is known. Nothing else may differ. */
const FRAMING = ['content-length', 'transfer-encoding', 'date']

const post = (path: string, body: string | string[]): Sent => ({ method: 'POST', path, headers: JSON_BODY, body })
const input = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`
const press = (words: string, key: string) => JSON.stringify({ words, idempotencyKey: `press-${key}` })

async function openDoor() {
  const { port } = await openHouse()
  const send = ({ method = 'GET', path, headers = {}, body }: Sent) =>
    new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string; quick: boolean }>(
      (resolve, reject) => {
        const length = typeof body === 'string' && { 'content-length': String(Buffer.byteLength(body)) }
        const all = { host: 'localhost', ...VISITOR, ...headers, ...length }
        const req = request({ port, method, path: `/api/trpc/${path}`, headers: all }, async (res) => {
          const told = Object.entries(res.headers).filter(([name]) => !FRAMING.includes(name))
          // Ids are random, all else repeats.
          const masked = (await text(res)).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
          const quick = res.headers['content-length'] !== undefined
          resolve({ status: res.statusCode, headers: Object.fromEntries(told), body: masked, quick })
        })
        req.on('error', reject)
        for (const part of typeof body === 'string' ? [body] : (body ?? [])) req.write(part)
        req.end()
      },
    )
  return { send, port }
}

type Step = Sent & { quick: boolean; status: number }

/** Sends the same requests to two equal houses, one of which is made to use tRPC's adapter for all of them. */
async function compare(steps: Step[]) {
  const [ours, theirs] = [await openDoor(), await openDoor()]
  for (const { quick, status, ...sent } of steps) {
    const { quick: wasQuick, ...answer } = await ours.send(sent)
    const viaAdapter = { ...sent, headers: { ...sent.headers, 'trpc-accept': 'application/json' } }
    const { quick: _framing, ...expected } = await theirs.send(viaAdapter)
    expect(answer, sent.path).toEqual(expected)
    expect({ status: answer.status, quick: wasQuick }, sent.path).toEqual({ status, quick })
  }
}

describe('plain tRPC calls answered the quick way', () => {
  it('a query answers as the adapter does: body, status and limits', async () => {
    await compare([
      { path: 'limits.status', quick: true, status: 200 },
      { path: 'limits.status?input=', quick: true, status: 200 },
      { path: `limits.status?${input({ not: 'asked for' })}`, quick: true, status: 200 },
      { path: `pictures.preview?${input({ words: 'a red car' })}`, quick: true, status: 200 },
      {
        path: `pictures.preview?input=%7B%22words%22:%22two+猫%22%7D`.replace('猫', '%E7%8C%AB'),
        quick: true,
        status: 200,
      },
      { path: 'account.me', headers: JSON_BODY, quick: true, status: 200 },
    ])
  })

  it('a batch answers each call in its place, failures among them', async () => {
    const two = input({ 0: { words: 'a red car' }, 1: { id: 'unknown' } })
    await compare([
      { path: 'limits.status,account.me?batch=1', quick: true, status: 200 },
      { path: `pictures.preview,pictures.get?batch=1&${two}`, quick: true, status: 207 },
      { path: `pictures.get,pictures.get?batch=1&${input({})}`, quick: true, status: 400 },
      { path: 'limits.status?batch=1', quick: true, status: 200 },
      { path: `pictures.get?batch=1&${input([{ id: 'unknown' }])}`, quick: true, status: 400 },
    ])
  })

  it('a mutation is charged once and its refusal says the same', async () => {
    await compare([
      { ...post('pictures.request', press('a red car', '00000001')), quick: true, status: 200 },
      { ...post('pictures.request', press('a red car', '00000001')), quick: true, status: 200 },
      { ...post('pictures.request', press('a blue car', '00000001')), quick: true, status: 409 },
      { ...post('pictures.request', press('a blue car', '00000002')), quick: true, status: 429 },
      {
        ...post(
          'pictures.request?batch=1',
          JSON.stringify({ 0: { words: 'a red car', idempotencyKey: 'press-00000003' } }),
        ),
        quick: true,
        status: 200,
      },
    ])
  })

  it('input that is wrong is refused in the same words', async () => {
    await compare([
      { path: 'pictures.preview', quick: true, status: 400 },
      { path: 'pictures.preview?input={words', quick: true, status: 400 },
      { path: `pictures.preview?${input({ words: '' })}`, quick: true, status: 400 },
      { path: `pictures.preview?${input(null)}`, quick: true, status: 400 },
      { ...post('pictures.request', ''), quick: true, status: 400 },
      { ...post('pictures.request', '{"words":'), quick: true, status: 400 },
      { ...post('pictures.request', 'null'), quick: true, status: 400 },
      { ...post('pictures.request', `\ufeff${press('a tree', '00000004')}`), quick: true, status: 200 },
      {
        ...post('pictures.request', JSON.stringify({ words: 'a', idempotencyKey: 'short' })),
        quick: true,
        status: 400,
      },
    ])
  })

  it('whoever reads too often is told when to come back, and so in a batch', async () => {
    const reads = { path: 'limits.status', quick: true, status: 200 }
    await compare([
      ...Array.from({ length: 10 }, () => reads),
      { path: 'limits.status,account.me,limits.tiers?batch=1', quick: true, status: 207 },
      { path: 'limits.status', quick: true, status: 429 },
    ])
  })

  it('everything else is left to the adapter', async () => {
    const eleven = Array.from({ length: 11 }, () => 'limits.status').join()
    await compare([
      { path: 'no.such', quick: false, status: 404 },
      { path: 'constructor', quick: false, status: 404 },
      { path: 'limits.status,no.such?batch=1', quick: false, status: 207 },
      { path: 'limits%2Estatus', quick: false, status: 200 },
      { path: 'pictures.request', quick: false, status: 405 },
      { ...post('limits.status', '{}'), quick: false, status: 405 },
      { path: `${eleven}?batch=1`, quick: false, status: 400 },
      { path: 'limits.status?connectionParams=x', quick: false, status: 400 },
      { ...post('pictures.request', press('x'.repeat(70_000), '00000005')), quick: false, status: 413 },
      {
        ...post('pictures.request', ['{"words":"a tr', 'ee","idempotencyKey":"press-00000006"}']),
        quick: false,
        status: 200,
      },
      {
        path: 'limits.status',
        headers: { authorization: `Bearer drawbridge_${'0'.repeat(36)}` },
        quick: false,
        status: 401,
      },
      {
        ...post('pictures.request', press('a', '7')),
        headers: { 'content-type': 'text/plain' },
        quick: false,
        status: 415,
      },
    ])
  })

  it('a client that leaves in the middle of its body costs nothing and harms nobody', async () => {
    const { port, send } = await openDoor()
    const socket = connect(port, '127.0.0.1')
    const head = 'POST /api/trpc/pictures.request HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
    socket.write(`${head}Content-Length: 50\r\n\r\n{"words":`)
    await new Promise((resolve) => setImmediate(resolve))
    socket.destroy()
    const { status, body } = await send({ path: 'limits.status' })
    expect(status).toBe(200)
    expect(JSON.parse(body).result.data.daily.used).toBe(0)
  })
})
