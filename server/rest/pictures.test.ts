import { expect, test } from 'vitest'
import { FakeClock, settle } from '../clock.fake.ts'
import { until } from '../queue/until.fixture.ts'
import { openRestHouse } from './rest-house.fixture.ts'
import { pageSchema, pictureSchema, similarSchema } from './schemas/picture.ts'

/** A streamed body, chunk by chunk. */
async function* chunksOf({ body }: Response) {
  const reader = body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) yield read.value
}

type House = Awaited<ReturnType<typeof openRestHouse>>

const read = async (response: Promise<Response> | Response) => {
  const { status, headers } = await response
  const text = await (await response).text()
  return { status, headers, body: text === '' ? undefined : JSON.parse(text) }
}
const used = async ({ call }: House) => (await read(call('/limits'))).body.daily.used
const drawAll = async ({ upstream, call }: House) => {
  await until('all is drawn', async () => {
    for (const one of upstream.open()) one.answer()
    const { items } = (await read(call('/pictures'))).body
    return items.every(({ status }: { status: string }) => status !== 'queued' && status !== 'drawing')
  })
}

test('new words are taken in with their place, and answered with the picture once it is there', async () => {
  const house = await openRestHouse()
  const { post, call, api, url } = house
  const asked = await read(post('/pictures', { words: '  a   red fox ' }))
  expect(asked.status).toBe(202)
  expect(asked.body).toMatchObject({
    words: 'a red fox',
    status: 'queued',
    position: 1,
    startsInSeconds: 0,
    charged: 1,
  })
  expect(asked.headers.get('location')).toBe(`${api}/pictures/${asked.body.id}`)
  await drawAll(house)
  const drawn = await read(call(`/pictures/${asked.body.id}`))
  expect(drawn.body).toMatchObject({ status: 'ready', page: `${url}/p/${asked.body.id}`, outcome: 'miss' })
  expect(drawn.body.image.webp).toMatch(new RegExp(`^${url}/i/[0-9a-f]{64}\\.webp$`))
  expect((await fetch(drawn.body.image.webp)).status).toBe(200)
  const again = await read(post('/pictures', { words: 'A red fox' }))
  expect([again.status, again.body.id]).toEqual([200, asked.body.id])
  expect(await used(house)).toBe(1)
})

test('answers are what the document says they are, no more and no less', async () => {
  const house = await openRestHouse()
  const { body } = await read(house.post('/pictures', { words: 'a fox' }))
  pictureSchema.strict().parse(body)
  await drawAll(house)
  const { body: page } = await read(house.call('/pictures'))
  pageSchema.strict().parse(page)
  pictureSchema.strict().parse(page.items[0])
})

test('what is not understood is refused with the field, and never guessed', async () => {
  const house = await openRestHouse()
  const json = { 'content-type': 'application/json' }
  const cases: [RequestInit, number, string | undefined][] = [
    [{ headers: json, body: '{}' }, 400, 'words'],
    [{ headers: json, body: '{"words":""}' }, 400, 'words'],
    [{ headers: json, body: '{"words":"a fox","visibilty":"private"}' }, 400, undefined],
    [{ headers: json, body: '{"words":"a fox","size":"7x7"}' }, 400, 'size'],
    [{ headers: json, body: '{"words":"a fox","style":"none"}' }, 400, 'style'],
    [{ headers: json, body: '{"words":"a fox","threshold":2}' }, 400, 'threshold'],
    [{ headers: json, body: '{"words":"a \\ud800 fox"}' }, 400, 'words'],
    [{ headers: json, body: '{"words":' }, 400, 'body'],
    [{ headers: json, body: '' }, 400, 'body'],
    [{ headers: json, body: 'null' }, 400, undefined],
    [{ headers: json, body: '['.repeat(50_000) }, 400, 'body'],
    [{ headers: json, body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }, 400, 'body'],
    [{ headers: json, body: JSON.stringify({ words: 'x'.repeat(70_000) }) }, 413, 'Content-Length'],
    [{ headers: { 'content-type': 'text/plain' }, body: '{"words":"a fox"}' }, 415, 'Content-Type'],
    [{ headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: 'x' }, 415, 'Content-Type'],
    [{ headers: { ...json, 'idempotency-key': 'short' }, body: '{"words":"a fox"}' }, 400, 'Idempotency-Key'],
  ]
  for (const [init, status, field] of cases) {
    const refused = await read(house.call('/pictures', { method: 'POST', ...init }))
    expect([init.body, refused.status]).toEqual([init.body, status])
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(refused.body).toMatchObject({ status, charged: false, ...(field && { field }) })
  }
  const size = await read(house.post('/pictures', { words: 'a fox', size: '1x1' }))
  expect(size.body.detail).toContain('1024x1024')
  expect(await used(house)).toBe(0)
})

test('a body without a length is counted while it is read', async () => {
  const { call } = await openRestHouse()
  const stream = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode(' '.repeat(40_000)))
    },
  })
  const headers = { 'content-type': 'application/json' }
  const sent = call('/pictures', { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit)
  // A client may notice the closed connection before it has read why.
  const status = await sent.then(({ status }) => status).catch(() => 413)
  expect(status).toBe(413)
})

test('unknown paths are 404, known ones with another method 405 and which', async () => {
  const { call } = await openRestHouse()
  for (const path of ['/nothing', '/pictures/', '/pictures/a/b', '/', '/%ff', '/__proto__', '/pictures//events']) {
    expect([path, (await call(path)).status]).toEqual([path, 404])
  }
  for (const [path, allow] of [
    ['/pictures', 'GET, HEAD, POST, OPTIONS'],
    ['/pictures/one', 'GET, HEAD, DELETE, OPTIONS'],
    ['/limits', 'GET, HEAD, OPTIONS'],
    ['/images/generations', 'POST, OPTIONS'],
  ] as const) {
    const { status, headers } = await call(path, { method: 'PATCH' })
    expect([status, headers.get('allow')]).toEqual([405, allow])
  }
})

test('a list goes on where the page before ended', async () => {
  const house = await openRestHouse({ settings: { FREE_PER_DAY: '9' } })
  for (const words of ['one', 'two', 'three']) {
    await house.post('/pictures', { words })
    await drawAll(house)
  }
  const first = (await read(house.call('/pictures?limit=2'))).body
  const second = (await read(house.call(`/pictures?limit=2&cursor=${first.nextCursor}`))).body
  const words = (page: { items: { words: string }[] }) => page.items.map((item) => item.words)
  expect([words(first), words(second), second.nextCursor]).toEqual([['three', 'two'], ['one'], undefined])
  for (const query of ['limit=0', 'limit=51', 'limit=x', 'limit=1&limit=2']) {
    expect((await house.call(`/pictures?${query}`)).status).toBe(400)
  }
})

test('a waiting picture is called off and refunded, one being drawn is not, a finished one is deleted', async () => {
  const house = await openRestHouse({ settings: { UPSTREAM_CONCURRENCY: '1' } })
  const { post, call, upstream } = house
  const remove = (id: string) => read(call(`/pictures/${id}`, { method: 'DELETE' }))
  const drawing = (await read(post('/pictures', { words: 'a fox' }))).body
  await until('it is being drawn', () => upstream.open().length === 1)
  const waiting = (await read(post('/pictures', { words: 'an owl' }))).body
  const off = await remove(waiting.id)
  expect([off.status, off.body.status, off.body.charged]).toEqual([200, 'cancelled', 0])
  const late = await remove(drawing.id)
  expect([late.status, late.body.reason]).toEqual([409, 'too-late'])
  await drawAll(house)
  expect((await remove(drawing.id)).status).toBe(204)
  expect((await remove(drawing.id)).status).toBe(404)
  expect(await used(house)).toBe(1)
})

test('a key asks once: 100 at the same time are one picture and one charge, another body is refused', async () => {
  const house = await openRestHouse({ settings: { FREE_PER_DAY: '100' } })
  house.services.tiers.free.burst.limit = 1000
  const ask = (words: string, key = 'a-key-of-mine') =>
    read(house.post('/pictures', { words }, { 'idempotency-key': key }))
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask('a red fox')))
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  expect(await used(house)).toBe(1)
  const other = await ask('an owl')
  expect([other.status, other.body.reason]).toEqual([422, 'idempotency-key-reused'])
  await drawAll(house)
  expect((await ask('a red fox')).body).toMatchObject({ id: answers[0]?.body.id, status: 'ready' })
  expect((await ask('an owl', 'another-key')).status).toBe(202)
  await drawAll(house)
})

test('a key that asked for a variation answers with that one for a day, and is free after it', async () => {
  const clock = new FakeClock()
  const house = await openRestHouse({ clock })
  const ask = (fresh: boolean) =>
    read(house.post('/pictures', { words: 'a red fox', fresh }, { 'idempotency-key': 'a-key-of-mine' }))
  const first = await ask(true)
  await drawAll(house)
  expect((await ask(true)).body.id).toBe(first.body.id)
  expect(await used(house)).toBe(1)
  expect((await ask(false)).status).toBe(422)
  await clock.advance(24 * 3_600_000)
  clock.step(1)
  const later = await ask(false)
  expect([later.status, later.body.id === first.body.id]).toEqual([202, false])
  await drawAll(house)
})

test('a refusal uses no key up, and keys of one person are nothing to another', async () => {
  const house = await openRestHouse({ settings: { FREE_PER_DAY: '1' } })
  const ask = (words: string, cookie: string) =>
    read(house.post('/pictures', { words }, { 'idempotency-key': 'the-same-key', cookie }))
  const [one, two] = ['v', 'w'].map((letter) => `drawbridge_visitor=${letter.repeat(27)}`) as [string, string]
  expect((await ask('a fox', one)).status).toBe(202)
  await drawAll(house)
  const refused = await ask('an owl', two)
  expect([refused.status, refused.body.reason]).toEqual([429, 'daily-quota'])
  await (house.clock as FakeClock).advance(12 * 3_600_000)
  expect((await ask('an owl', two)).status).toBe(202)
})

test('watching tells every change and ends with the picture; whoever comes back after that is told to rest', async () => {
  const house = await openRestHouse({ settings: { UPSTREAM_CONCURRENCY: '1' } })
  const { post, call, upstream } = house
  await post('/pictures', { words: 'a fox' })
  await until('it is being drawn', () => upstream.open().length === 1)
  const { id } = (await read(post('/pictures', { words: 'an owl' }))).body
  const stream = await call(`/pictures/${id}/events`, {
    headers: { accept: 'text/event-stream', 'last-event-id': 'x' },
  })
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
  expect(stream.headers.get('ratelimit-policy')).toContain('"free-reads"')
  let text = ''
  const reading = (async () => {
    for await (const chunk of chunksOf(stream)) text += Buffer.from(chunk).toString()
  })()
  await until('its place is told', () => text.includes('"position":1'))
  await until('it is drawn', () => {
    for (const one of upstream.open()) one.answer()
    return text.includes('"status":"ready"')
  })
  await reading
  expect(text.startsWith('retry: 3000\n\n')).toBe(true)
  const messages = [...text.matchAll(/id: (.*)\ndata: (.*)\n\n/g)].map(([, eventId, data]) => ({
    eventId,
    picture: pictureSchema.strict().parse(JSON.parse(data ?? '')),
  }))
  const states = messages.map(({ picture }) => picture.status)
  expect([states[0], states.at(-1), messages.at(-1)?.eventId]).toEqual(['queued', 'ready', 'ready'])
  expect((await call(`/pictures/${id}/events`, { headers: { 'last-event-id': 'ready' } })).status).toBe(204)
  expect(await (await call(`/pictures/${id}/events`)).text()).toContain('"status":"ready"')
  expect((await call(`/pictures/${id}/events`, { method: 'HEAD' })).status).toBe(200)
  expect((await call('/pictures/none/events')).status).toBe(404)
})

test('a stream is kept alive with comments, and whoever leaves is watched for no longer', async () => {
  const clock = new FakeClock()
  const { post, call, services } = await openRestHouse({ clock })
  const { id } = (await read(post('/pictures', { words: 'a fox' }))).body
  const leave = new AbortController()
  const stream = await call(`/pictures/${id}/events`, { signal: leave.signal })
  let text = ''
  const reading = (async () => {
    for await (const chunk of chunksOf(stream)) text += Buffer.from(chunk).toString()
  })().catch(() => {})
  await until('it is told', () => text.includes('data: '))
  for (let i = 0; i < 4; i++) {
    await clock.advance(7_500)
    await settle()
  }
  await until('a comment comes', () => text.includes(': still here\n\n'))
  leave.abort()
  await reading
  await until('nobody watches', () => services.watchers.size === 0)
})

test('others see a picture once it is ready, if it is public, and may not delete it', async () => {
  const house = await openRestHouse()
  const theirs = { cookie: `drawbridge_visitor=${'v'.repeat(27)}` }
  const { id } = (await read(house.post('/pictures', { words: 'a fox' }))).body
  const look = (init: RequestInit = {}) => read(house.call(`/pictures/${id}`, { headers: theirs, ...init }))
  expect((await look()).status).toBe(404)
  expect((await house.call(`/pictures/${id}/events`, { headers: theirs })).status).toBe(404)
  await drawAll(house)
  expect((await look()).body).toMatchObject({ status: 'ready', mine: false, charged: 0 })
  expect((await look({ method: 'DELETE' })).body.reason).toBe('not-yours')
  expect((await read(house.post('/pictures', { words: 'a fox', visibility: 'private' }))).body.reason).toBe('tier')
})

test('a similar picture is offered when asked for, taken free, or passed over', async () => {
  const clock = new FakeClock()
  const house = await openRestHouse({ clock })
  await house.post('/pictures', { words: 'two cats on a red sofa' })
  await drawAll(house)
  const words = 'two cats on a red couch'
  const ask = (set: object = {}) => read(house.post('/pictures', { words, ...set }))
  house.services.tiers.free.reads.limit = 100_000
  const input = encodeURIComponent(JSON.stringify({ words }))
  await until('the words of the first were read', async () => {
    const { body } = await read(fetch(`${house.url}/api/trpc/pictures.similar?input=${input}`))
    await clock.advance(10_000) // words that came before their reader are caught up with
    return body.result.data.offer !== undefined
  })
  const offered = await ask({ similar: 'offer' })
  expect(offered.status).toBe(200)
  similarSchema.strict().parse(offered.body)
  const [offer] = offered.body.similar
  expect(offer).toMatchObject({ words: 'two cats on a red sofa', image: { webp: expect.stringContaining(house.url) } })
  const before = await used(house)
  const taken = await ask({ similarOffer: offer.id })
  expect([taken.status, taken.body.status, taken.body.outcome]).toEqual([200, 'ready', 'similar-taken'])
  expect(taken.body).toMatchObject({ words, drawnFor: 'two cats on a red sofa', charged: 0 })
  expect(await used(house)).toBe(before)
  expect((await ask({ similarOffer: 'another' })).body.reason).toBe('no-such-offer')
  expect(await ask({ similar: 'never' })).toMatchObject({ status: 202, body: { outcome: 'miss', charged: 1 } })
})

test('the queue tells how long it is and where one would stand, and asking is counted nowhere', async () => {
  const house = await openRestHouse({ settings: { UPSTREAM_CONCURRENCY: '1', UPSTREAM_LIMIT: '30' } })
  await house.post('/pictures', { words: 'a fox' })
  await house.post('/pictures', { words: 'an owl' })
  const { body, headers } = await read(house.call('/queue'))
  expect(body.yours.position).toBe(body.length + 1)
  expect(body.length + body.drawing).toBe(2)
  expect(body.slots).toMatchObject({ limit: 30, windowSeconds: 60 })
  for (let i = 0; i < 300; i++) await house.call('/limits')
  expect((await house.call('/limits')).status).toBe(200)
  expect(headers.get('ratelimit')).toContain('"free-burst";r=18')
})
