import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import OpenAI, { APIUserAbortError, AuthenticationError, BadRequestError, NotFoundError, RateLimitError } from 'openai'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { FakeClock, settle } from '../clock.fake.ts'
import { systemClock } from '../clock.ts'
import { listen } from '../http/listen.ts'
import { until } from '../queue/until.fixture.ts'
import { openRestHouse } from './rest-house.fixture.ts'

const webp = await sharp({ create: { width: 1024, height: 1024, channels: 3, background: 'red' } })
  .webp()
  .toBuffer()

/** A house that draws at once, and OpenAI's own client pointed at it. */
async function openShop(wanted: Parameters<typeof openRestHouse>[0] = {}) {
  const draw = (call: { answer(drawn: { bytes: Buffer }): void }) => call.answer({ bytes: webp })
  const house = await openRestHouse({ clock: systemClock, draw, ...wanted })
  const sent: string[] = []
  const client = new OpenAI({
    apiKey: 'visitor',
    baseURL: house.api,
    fetch: (input, init) => {
      sent.push(String(input))
      return fetch(input, init)
    },
  })
  return { ...house, client, sent }
}

test('a visitor without an account gets a picture by its address', async () => {
  const { client, url } = await openShop()
  const { data = [], created } = await client.images.generate({
    prompt: 'a red fox',
    n: 1,
    size: '1024x1024',
    response_format: 'url',
    model: 'dall-e-3',
    quality: 'hd',
    style: 'vivid',
    user: 'somebody',
  })
  expect(data).toHaveLength(1)
  expect(data[0]?.url).toMatch(new RegExp(`^${url}/i/[0-9a-f]{64}\\.png$`))
  expect(Math.abs(created * 1000 - Date.now())).toBeLessThan(60_000)
  const image = await fetch(data[0]?.url ?? '')
  expect(image.headers.get('content-type')).toBe('image/png')
  expect(await sharp(Buffer.from(await image.arrayBuffer())).metadata()).toMatchObject({ format: 'png', width: 1024 })
})

test('the bytes come as base64 where they are asked for, or the model is one whose clients expect them', async () => {
  const { client } = await openShop()
  const format = async (ask: object) => {
    const { data = [] } = await client.images.generate({ prompt: 'a red fox', ...ask })
    return (await sharp(Buffer.from(data[0]?.b64_json ?? '', 'base64')).metadata()).format
  }
  expect(await format({ response_format: 'b64_json' })).toBe('png')
  expect(await format({ response_format: 'b64_json', output_format: 'webp' })).toBe('webp')
  expect(await format({ model: 'gpt-image-1', output_format: 'webp', background: 'auto', quality: 'high' })).toBe(
    'webp',
  )
})

test('several pictures of the same words are several pictures, each charged', async () => {
  const { client, upstream, call } = await openShop()
  const { data = [] } = await client.images.generate({ prompt: 'a red fox', n: 2 })
  expect(data).toHaveLength(2)
  expect(upstream.words()).toEqual(['a red fox', 'a red fox'])
  expect(new Set(upstream.calls.map(({ request }) => request.seed)).size).toBe(2)
  expect((await (await call('/limits')).json()).daily.used).toBe(2)
})

test('several pictures are taken in together or not at all', async () => {
  const { client, upstream, call } = await openShop({ settings: { FREE_PER_DAY: '1' } })
  await expect(client.images.generate({ prompt: 'a fox', n: 2 }, { maxRetries: 0 })).rejects.toThrow(RateLimitError)
  expect((await (await call('/limits')).json()).daily.used).toBe(0)
  expect((await (await call('/pictures')).json()).items).toEqual([])
  expect(upstream.calls).toHaveLength(0)
  await expect(client.images.generate({ prompt: 'a fox', n: 3 })).rejects.toMatchObject({ status: 400, param: 'n' })
})

test('the sixth picture of a day is a RateLimitError that says when, and one that exists is still drawn', async () => {
  const { client, sent } = await openShop()
  for (const name of ['one', 'two', 'three', 'four', 'five']) await client.images.generate({ prompt: `a ${name}` })
  sent.length = 0
  const refusal: unknown = await client.images.generate({ prompt: 'a six' }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(RateLimitError)
  expect(refusal).toMatchObject({ status: 429, code: 'insufficient_quota', type: 'rate_limit_error', param: null })
  const { headers } = refusal as RateLimitError
  expect(Number(headers?.get('retry-after'))).toBeGreaterThan(0)
  expect(headers?.get('x-ratelimit-remaining')).toBe('0')
  // Hours to wait: the client is spared the tries that cannot succeed.
  expect(sent).toHaveLength(1)
  expect((await client.images.generate({ prompt: 'a five' })).data).toHaveLength(1)
})

test('the client sleeps as long as it is told and is served then', async () => {
  const { api } = await openShop()
  // A proxy that answers the first two requests with the wait the house tells of a burst.
  let refusals = 0
  const proxy = createServer(async (req, res) => {
    const body = await text(req)
    if (refusals++ < 2) {
      res.writeHead(429, { 'content-type': 'application/json', 'retry-after': '1' })
      return res.end('{"error":{"message":"wait","type":"rate_limit_error","code":"burst","param":null}}')
    }
    const { authorization = '' } = req.headers
    const answer = await fetch(api + req.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    })
    res.writeHead(answer.status, { 'content-type': 'application/json' })
    return res.end(await answer.text())
  })
  const port = await listen(proxy, { host: '127.0.0.1', port: 0 })
  const patient = new OpenAI({ apiKey: 'visitor', baseURL: `http://127.0.0.1:${port}`, maxRetries: 2 })
  const before = performance.now()
  expect((await patient.images.generate({ prompt: 'a red fox' })).data).toHaveLength(1)
  expect(performance.now() - before).toBeGreaterThan(2_000)
  expect(refusals).toBe(3)
  refusals = 0
  await expect(patient.images.generate({ prompt: 'a fox' }, { maxRetries: 1 })).rejects.toThrow(RateLimitError)
  expect(refusals).toBe(2)
  proxy.closeAllConnections()
  proxy.close()
})

test('a wrong token is an AuthenticationError, never a visitor', async () => {
  const { api } = await openShop()
  for (const apiKey of ['drawbridge_nonsense', `drawbridge_${'0'.repeat(36)}`]) {
    const client = new OpenAI({ apiKey, baseURL: api })
    const refusal: unknown = await client.images.generate({ prompt: 'a fox' }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(AuthenticationError)
    expect(refusal).toMatchObject({ code: 'invalid_api_key' })
    expect(JSON.stringify(refusal)).not.toContain(apiKey)
    await expect(client.models.list()).rejects.toThrow(AuthenticationError)
  }
})

test('what is wrong with a request is a BadRequestError that names the field', async () => {
  const { client } = await openShop()
  const refused = async (ask: object) => {
    const error: unknown = await client.images.generate({ prompt: 'a fox', ...ask }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(BadRequestError)
    return (error as BadRequestError).param
  }
  expect(await refused({ prompt: '' })).toBe('prompt')
  expect(await refused({ prompt: 'x'.repeat(301) })).toBe('prompt')
  expect(await refused({ size: '31x7' })).toBe('size')
  expect(await refused({ n: 0 })).toBe('n')
  expect(await refused({ response_format: 'gif' })).toBe('response_format')
  await expect(client.images.generate({ prompt: 'a fox', model: 'gpt-4' })).rejects.toThrow(NotFoundError)
})

test('words that whoever draws refuses are a BadRequestError, and cost nothing', async () => {
  const { client, call } = await openShop({ draw: (one) => one.fail('refused') })
  await expect(client.images.generate({ prompt: 'a fox' })).rejects.toMatchObject({
    status: 400,
    code: 'content_policy_violation',
  })
  expect((await (await call('/limits')).json()).daily.used).toBe(0)
})

test('models are listed and found', async () => {
  const { client } = await openShop()
  const models = []
  for await (const model of client.models.list()) models.push(model.id)
  expect(models).toEqual(['scripted-1'])
  expect(await client.models.retrieve('scripted-1')).toMatchObject({ id: 'scripted-1', object: 'model' })
  await expect(client.models.retrieve('none')).rejects.toMatchObject({ status: 404, code: 'model_not_found' })
})

test('endpoints of OpenAI that are not here are a NotFoundError with a message', async () => {
  const { client } = await openShop()
  const chat = client.chat.completions.create({ model: 'gpt-4', messages: [] })
  await expect(chat).rejects.toThrow('There is no such endpoint')
  await expect(chat).rejects.toThrow(NotFoundError)
})

test('after the time it may wait the answer is 202 with the place, which the client reads without harm', async () => {
  const clock = new FakeClock()
  const { client, upstream, call, api } = await openShop({ clock, draw: () => {} })
  const asked = client.images.generate({ prompt: 'a fox' }, { headers: { Prefer: 'wait=30' } }).withResponse()
  await until('it is being drawn', () => upstream.open().length === 1)
  await settle()
  await clock.advance(30_000)
  const { data, response } = await asked
  expect(response.status).toBe(202)
  expect(response.headers.get('preference-applied')).toBe('wait=30')
  expect(data.data).toEqual([])
  const location = response.headers.get('location') ?? ''
  expect(location.startsWith(`${api}/pictures/`)).toBe(true)
  upstream.open()[0]?.answer({ bytes: webp })
  const read = async () => (await call(location.slice(api.length))).json()
  await until('it is ready', async () => (await read()).status === 'ready')
  expect((await client.images.generate({ prompt: 'a fox' })).data).toHaveLength(1)
  expect(upstream.calls).toHaveLength(1)
})

test('an answer without waiting is there at once where it is preferred', async () => {
  const { client, upstream } = await openShop({ draw: () => {} })
  const prefer = { headers: { Prefer: 'respond-async' } }
  const { data, response } = await client.images.generate({ prompt: 'a fox' }, prefer).withResponse()
  expect([response.status, response.headers.get('preference-applied')]).toEqual([202, 'respond-async'])
  expect(data.data).toEqual([])
  upstream.open()[0]?.answer({ bytes: webp })
})

test('a client that leaves loses nothing: its picture keeps its place and is drawn once', async () => {
  const { client, upstream, services, call } = await openShop({ draw: () => {} })
  const leave = new AbortController()
  const asked = client.images.generate({ prompt: 'a fox' }, { signal: leave.signal })
  await until('it is being drawn', () => upstream.open().length === 1)
  await until('it is watched', () => services.watchers.size === 1)
  leave.abort()
  await expect(asked).rejects.toThrow(APIUserAbortError)
  await until('nobody watches', () => services.watchers.size === 0)
  upstream.open()[0]?.answer({ bytes: webp })
  await until('it is ready', async () => (await (await call('/pictures')).json()).items[0].status === 'ready')
  expect((await client.images.generate({ prompt: 'a fox' })).data).toHaveLength(1)
  expect(upstream.calls).toHaveLength(1)
})
