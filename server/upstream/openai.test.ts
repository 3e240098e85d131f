import { afterEach, describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { plainDraw } from '../emulator/plain-draw.ts'
import { aRequest, describeHttpUpstream, errorOf } from './contract.ts'
import { createOpenAiUpstream } from './openai.ts'
import { startScriptedServer } from './scripted-server.fixture.ts'

describeHttpUpstream('openai', createOpenAiUpstream, (url) => `${url}/v1`)

describe('openai', () => {
  const closing: { close(): Promise<void> }[] = []
  afterEach(() => Promise.all(closing.splice(0).map((one) => one.close())))

  const upstreamAt = (url: string, more: { apiKey?: string; model?: string } = {}) => {
    const upstream = createOpenAiUpstream({ url, timeoutSeconds: 5, ...more }, systemClock)
    closing.push(upstream)
    return upstream
  }

  /** An API that answers each call with `status` and JSON, and everything under /files with a picture. */
  const scripted = async (
    status: number,
    answer: (url: string) => unknown,
    file = { status: 200, type: 'image/png' },
  ) => {
    const picture = await plainDraw('scripted', 1, 64, 48)
    const server = await startScriptedServer((request, response) => {
      if (!request.url?.startsWith('/files')) {
        return response.writeHead(status, { 'openai-processing-ms': '12' }).end(JSON.stringify(answer(server.url)))
      }
      response.writeHead(file.status, { 'content-type': file.type, location: '/files/again' }).end(picture)
    })
    closing.push(server)
    return server
  }

  test('an answer that is an address is fetched too, and the limit counts one call', async () => {
    const emulator = await createEmulator({ limit: 1, answersWithUrls: true })
    closing.push(emulator)
    const picture = await upstreamAt(`${emulator.url}/v1`).draw(aRequest('a boat'))
    expect(picture).toMatchObject({ width: 64, height: 48 })
    expect(emulator.stats()).toMatchObject({ accepted: 1, refused: 0 })
  })

  test('the key goes to the API and never to the address of a picture', async () => {
    const server = await scripted(200, (url) => ({ data: [{ url: `${url}/files/1` }] }))
    const picture = await upstreamAt(`${server.url}/v1/`, { apiKey: 'k-123' }).draw(aRequest('a boat'))
    expect(picture.serverProcessingMs).toBe(12)
    expect(server.seen.map(({ request }) => [request.url, request.headers.authorization])).toEqual([
      ['/v1/images/generations', 'Bearer k-123'],
      ['/files/1', undefined],
    ])
  })

  test('it asks for the model, the size and one picture, and for base64 only where that is allowed', async () => {
    const server = await scripted(200, (url) => ({ data: [{ url: `${url}/files/1` }] }))
    await upstreamAt(server.url, { model: 'gpt-image-1' }).draw(aRequest('a boat'))
    await upstreamAt(server.url, { model: 'dall-e-3' }).draw(aRequest('a boat'))
    const bodies = server.seen.filter(({ body }) => body).map(({ body }) => JSON.parse(body))
    expect(bodies).toEqual([
      { model: 'gpt-image-1', prompt: 'a boat', n: 1, size: '64x48' },
      { model: 'dall-e-3', prompt: 'a boat', n: 1, size: '64x48', response_format: 'b64_json' },
    ])
  })

  test.each([429, 404, 302])(
    "a picture's address that answers %i says nothing about the API's limit",
    async (status) => {
      const server = await scripted(200, (url) => ({ data: [{ url: `${url}/files/1` }] }), {
        status,
        type: 'image/png',
      })
      const error = await errorOf(upstreamAt(server.url).draw(aRequest('a boat')))
      expect(error).toMatchObject({ kind: status === 429 ? 'unavailable' : 'bad-response', serverProcessingMs: 12 })
      expect(server.seen).toHaveLength(2)
    },
  )

  test.each([
    'file:///etc/passwd',
    'ftp://example.com/a.png',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]:1/a.png',
    'http://[::ffff:10.0.0.1]/a.png',
    'not an address',
  ])('an answer that points to %s is no picture, and nothing is fetched', async (url) => {
    const server = await scripted(200, () => ({ data: [{ url }] }))
    const error = await errorOf(upstreamAt(server.url).draw(aRequest('a boat')))
    expect(error.kind).toBe('bad-response')
  })

  test('an answer that points to a name inside our own network is not followed', async () => {
    const server = await scripted(200, (url) => ({
      data: [{ url: `${url.replace('127.0.0.1', 'localhost')}/files/1` }],
    }))
    const error = await errorOf(upstreamAt(server.url).draw(aRequest('a boat')))
    expect(error).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('EPRIVATE') })
    expect(server.seen).toHaveLength(1)
  })

  test.each([
    [400, { error: { code: 'content_policy_violation', message: 'no' } }, 'refused'],
    [403, { error: { code: 'moderation_blocked' } }, 'refused'],
    [400, { error: { code: 'content_filter' } }, 'refused'],
    [200, { data: [{ b64_json: '', respect_moderation: false }] }, 'refused'],
    [429, { error: { code: 'insufficient_quota' } }, 'misconfigured'],
    [400, { error: { code: 'billing_hard_limit_reached' } }, 'misconfigured'],
    [400, { error: { code: 'invalid_size' } }, 'bad-request'],
    [408, {}, 'unavailable'],
    [529, 'overloaded', 'unavailable'],
    [200, { data: [] }, 'bad-response'],
    [200, { data: [{ b64_json: 'not base64!' }] }, 'bad-response'],
    [200, { created: 1 }, 'bad-response'],
  ])('%i with %j is told as %s', async (status, answer, kind) => {
    const server = await scripted(status, () => answer)
    expect((await errorOf(upstreamAt(server.url).draw(aRequest('a boat')))).kind).toBe(kind)
  })

  test('a key that the API repeats in its message is blotted out, and the rest of the message is told', async () => {
    const server = await scripted(400, () => ({
      error: { code: 'odd', message: 'bad\nthing with key k/123 and k%2F123' },
    }))
    const error = await errorOf(upstreamAt(server.url, { apiKey: 'k/123' }).draw(aRequest('a boat')))
    expect(error.message).toMatch(/answered 400 \(odd: bad thing with key \[key\] and \[key\]\)$/)
    expect(error).toMatchObject({ kind: 'bad-request', serverProcessingMs: 12 })
  })

  test('ten pictures in a row go over one warm connection', async () => {
    const server = await scripted(200, (url) => ({ data: [{ url: `${url}/files/1` }] }))
    const upstream = upstreamAt(server.url)
    for (let i = 0; i < 10; i++) await upstream.draw(aRequest(`boat ${i}`))
    expect(new Set(server.seen.map(({ request }) => request.socket.remotePort)).size).toBe(1)
  })
})
