import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { deletePicture } from '../../db/queries/pictures.ts'
import { settle } from '../clock.fake.ts'
import { until } from '../queue/until.fixture.ts'
import { openHouse } from './house.fixture.ts'

const VISITOR = `drawbridge_visitor=${'v'.repeat(27)}`
/** Sent by no browser, and enough for a request to be left to tRPC's adapter. */
const FOR_THE_ADAPTER = { 'trpc-accept': 'application/json' }
const ADAPTERS_FIRST_CHUNK = '11\r\nevent: connected\n\r\n'

type House = Awaited<ReturnType<typeof openHouse>>
type Stream = { status: string; headers: string[]; body(): string; quick(): boolean; ended(): boolean; leave(): void }

/** Asks for a stream on a raw socket; what came so far can be read at any time, with ids masked. */
function ask({ port }: House, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Stream> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const all = { Host: 'localhost', Accept: 'text/event-stream', Cookie: VISITOR, ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`${method} /api/trpc/${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  let text = ''
  const rest = () => text.slice(text.indexOf('\r\n\r\n') + 4)
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('data', (part) => {
      text += part
      if (!text.includes('\r\n\r\n')) return
      const [status = '', ...told] = text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n')
      const headers = told.map((line) => line.toLowerCase()).filter((line) => !/^(date|content-length):/.test(line))
      resolve({
        status,
        headers: headers.sort(),
        body: () => unchunk(rest()).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID'),
        quick: () => !rest().startsWith(ADAPTERS_FIRST_CHUNK) && /event-stream/.test(text),
        ended: () => rest().endsWith('\r\n0\r\n\r\n'),
        leave: () => void socket.destroy(),
      })
    })
  })
}

const unchunk = (text: string) => text.replace(/(?:^|\r\n)[0-9a-f]+\r\n(?:\r\n$)?|\r\n$/g, '')

async function request({ port }: House, words: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/trpc/pictures.request`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: VISITOR },
    body: JSON.stringify({ words, idempotencyKey: `press-${words}` }),
  })
  return (await response.json()).result.data.id
}

async function cancel({ port }: House, id: string) {
  const headers = { 'content-type': 'application/json', cookie: VISITOR }
  const init = { method: 'POST', headers, body: JSON.stringify({ id }) }
  expect((await fetch(`http://127.0.0.1:${port}/api/trpc/pictures.cancel`, init)).status).toBe(200)
}

const watch = (input: unknown) => `pictures.watch?input=${encodeURIComponent(JSON.stringify(input))}`

/** Waits until no slot is left, so that a picture asked for next stays in the queue. */
async function occupy({ services }: House) {
  await services.dispatcher.stop()
}

/** Plays the same scene in two equal houses, one of which leaves the stream to tRPC's adapter. */
async function compare(
  scene: (house: House, open: (path: string, headers?: Record<string, string>) => Promise<Stream>) => Promise<Stream>,
  { quick = true }: { quick?: boolean } = {},
): Promise<string> {
  const play = async (extra: Record<string, string>) => {
    const house = await openHouse()
    const stream = await scene(house, (path, headers) => ask(house, path, { ...headers, ...extra }))
    await until('the stream is over', () => stream.ended())
    return { status: stream.status, headers: stream.headers, body: stream.body(), quick: stream.quick() }
  }
  const { quick: wasQuick, ...ours } = await play({})
  const { quick: _adapter, ...theirs } = await play(FOR_THE_ADAPTER)
  expect(ours).toEqual(theirs)
  expect(wasQuick).toBe(quick)
  return ours.body
}

describe('a picture watched the quick way', () => {
  it('reads as through the adapter, from its place in the queue to its end', async () => {
    const body = await compare(async (house, open) => {
      await occupy(house)
      const id = await request(house, 'a red car')
      const stream = await open(watch({ id }))
      await until('the first snapshot', () => stream.body().includes('"position":1'))
      await cancel(house, id)
      return stream
    })
    expect(body).toMatch(/^event: connected\ndata: {"reconnectAfterInactivityMs":40000}\n\n\ndata: {/)
    expect(body).toMatch(/"status":"cancelled".*\n\n\nevent: return\ndata: \n\n\n$/)
  })

  it('is one snapshot when it is finished', async () => {
    const body = await compare(async (house, open) => {
      await occupy(house)
      const id = await request(house, 'a red car')
      await cancel(house, id)
      return await open(watch({ id }))
    })
    expect(body.match(/^data: {"id"/gm)).toHaveLength(1)
  })

  it('is refused in the same words when there is none, it is another’s, or the input is wrong', async () => {
    const refused = async (scene: Parameters<typeof compare>[0]) => await compare(scene)
    const body = await refused(async (_house, open) => await open(watch({ id: 'unknown' })))
    expect(body).toContain('event: serialized-error')
    expect(body).toContain('"code":"NOT_FOUND"')
    await refused(async (house, open) => {
      await occupy(house)
      const id = await request(house, 'a red car')
      return await open(watch({ id }), { Cookie: `drawbridge_visitor=${'w'.repeat(27)}` })
    })
    for (const path of [
      watch({}),
      watch(null),
      'pictures.watch',
      'pictures.watch?input=',
      'pictures.watch?input={id',
    ]) {
      await refused(async (_house, open) => await open(path))
    }
  })

  it('tells whoever looks too often when to come back', async () => {
    const body = await compare(async (house, open) => {
      for (let i = 0; i < 12; i++) {
        await fetch(`http://127.0.0.1:${house.port}/api/trpc/limits.status`, { headers: { cookie: VISITOR } })
      }
      return await open(watch({ id: 'unknown' }))
    })
    expect(body).toContain('"code":"TOO_MANY_REQUESTS"')
  })

  it('says that a picture was deleted meanwhile, once, and ends', async () => {
    const body = await compare(async (house, open) => {
      await occupy(house)
      const id = await request(house, 'a red car')
      const stream = await open(watch({ id }))
      await until('the first snapshot', () => stream.body().includes('"position":1'))
      await house.services.db.write((session) => deletePicture(session, id))
      house.services.events.publish(`picture:${id}`)
      return stream
    })
    expect(body).toContain('"code":"NOT_FOUND"')
    expect(body).not.toContain('event: return')
  })

  it('is left to the adapter when anything about it is unusual', async () => {
    const cases: [string, Record<string, string>][] = [
      [`${watch({ id: 'unknown' })}&lastEventId=7`, {}],
      [watch({ id: 'unknown' }), { 'Last-Event-Id': '7' }],
      [`${watch({ id: 'unknown' })}&connectionParams=null`, {}],
    ]
    for (const [path, headers] of cases)
      await compare(async (_house, open) => await open(path, headers), { quick: false })
    const house = await openHouse()
    expect((await ask(house, `${watch({ 0: { id: 'x' } })}&batch=1`)).status).toContain('400')
    const posted = await ask(
      house,
      watch({ id: 'x' }),
      { 'Content-Type': 'application/json', 'Content-Length': '0' },
      'POST',
    )
    await until('it is refused', () => posted.body().includes('METHOD_NOT_SUPPORTED'))
    expect(posted.quick()).toBe(false)
  })

  it('leaves nothing behind when its watcher goes: no listener, no timer, nobody counted', async () => {
    const house = await openHouse()
    await occupy(house)
    const { services, clock } = house
    const id = await request(house, 'a red car')
    const before = clock.armed
    const streams = await Promise.all(Array.from({ length: 10 }, () => ask(house, watch({ id }))))
    await until('all have a snapshot', () => streams.every((stream) => stream.body().includes('"position":1')))
    expect(services.watchers.size).toBe(10)
    expect(clock.armed).toBe(before + 1) // one ping timer for all of them
    for (const stream of streams) stream.leave()
    await until('nobody watches', () => services.watchers.size === 0)
    expect(clock.armed).toBe(before)
  })

  it('a quiet stream says now and then that it lives', async () => {
    const house = await openHouse()
    await occupy(house)
    const stream = await ask(house, watch({ id: await request(house, 'a red car') }))
    await until('the first snapshot', () => stream.body().includes('"position":1'))
    await house.clock.advance(15_000)
    await until('a ping', () => stream.body().endsWith('\n\n\nevent: ping\ndata: \n\n\n'))
    await settle()
    await house.clock.advance(15_000)
    await until('another', () => stream.body().endsWith('event: ping\ndata: \n\n\nevent: ping\ndata: \n\n\n'))
  })
})
