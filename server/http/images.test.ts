import { once } from 'node:events'
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { type Agent, createServer, type IncomingMessage, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UNKNOWN_HASH, WRONG_HASHES, webpOf } from '../storage/contract.ts'
import { createDiskStorage } from '../storage/disk.ts'
import type { Storage } from '../storage/types.ts'
import { createImageHandler } from './images.ts'

let dir: string
let storage: Storage
let server: Server
let port: number
let small: Buffer
let large: Buffer
let smallHash: string
let largeHash: string
const errors: unknown[] = []

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'drawbridge-images-'))
  storage = createDiskStorage({ dir })
  small = await webpOf(90)
  large = await noise(1100)
  smallHash = await storage.put(small)
  expect(large.length).toBeGreaterThan(1_000_000)
  largeHash = await storage.put(large)
  ;({ server, port } = await serve(storage))
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(dir, { recursive: true, force: true })
})

async function serve(storage: Storage) {
  const handle = createImageHandler(storage, (error) => errors.push(error))
  const server = createServer((req, res) => void handle(req, res, (req.url ?? '').split('?')[0] ?? '')).listen(0)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { server, port: address.port }
}

/** Lossless noise, over the size that is kept in memory. */
function noise(side: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  return sharp({ create: { width: side, height: side, channels: 3, background: '#000', noise } })
    .webp({ lossless: true, effort: 0 })
    .toBuffer()
}

type Answer = { status: number | undefined; headers: IncomingMessage['headers']; body: Buffer }

async function get(path: string, headers: Record<string, string> = {}, method = 'GET', agent?: Agent): Promise<Answer> {
  const req = request({ port, path, method, headers, agent }).end()
  const [res] = (await once(req, 'response')) as [IncomingMessage]
  return { status: res.statusCode, headers: res.headers, body: await buffer(res) }
}

describe('a stored picture', () => {
  test('is served whole, for ever, to any page, as what it is', async () => {
    for (const [hash, bytes] of [[smallHash, small] as const, [largeHash, large] as const]) {
      for (const _ of ['from the disk', 'and again']) {
        const { status, headers, body } = await get(`/i/${hash}.webp`)
        expect(status).toBe(200)
        expect(headers).toMatchObject({
          'cache-control': 'public, max-age=31536000, immutable',
          etag: `"${hash}-webp"`,
          'content-type': 'image/webp',
          'content-length': String(bytes.length),
          'accept-ranges': 'bytes',
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'cross-origin',
          'access-control-allow-origin': '*',
        })
        expect(body.equals(bytes)).toBe(true)
      }
    }
  })

  test('is served as PNG under a tag of its own', async () => {
    const { status, headers, body } = await get(`/i/${smallHash}.png`)
    expect([status, headers['content-type'], headers.etag]).toEqual([200, 'image/png', `"${smallHash}-png"`])
    expect(await sharp(body).metadata()).toMatchObject({ format: 'png', width: 64, height: 48 })
  })

  test('the AVIF of a picture is there as well', async () => {
    const { status, headers, body } = await get(`/i/${smallHash}.avif`)
    expect([status, headers['content-type'], headers.etag]).toEqual([200, 'image/avif', `"${smallHash}-avif"`])
    expect(await sharp(body).metadata()).toMatchObject({ format: 'heif', width: 64, height: 48 })
  })

  test('answers HEAD with the same headers and no body, ranges or not', async () => {
    const whole = await get(`/i/${largeHash}.webp`)
    const head = await get(`/i/${largeHash}.webp`, { range: 'bytes=0-9' }, 'HEAD')
    expect(head.status).toBe(200)
    expect(head.body).toHaveLength(0)
    expect({ ...head.headers, date: '' }).toEqual({ ...whole.headers, date: '' })
  })

  test('is not sent again to whoever has it', async () => {
    const etag = `"${smallHash}-webp"`
    for (const tag of [etag, `W/${etag}`, '*', `"other", W/"third",${etag}`]) {
      for (const method of ['GET', 'HEAD']) {
        const { status, headers, body } = await get(`/i/${smallHash}.webp`, { 'if-none-match': tag }, method)
        expect([tag, status, headers.etag, body.length]).toEqual([tag, 304, etag, 0])
        expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
        expect(headers['content-length']).toBeUndefined()
      }
    }
    for (const tag of ['"other"', `"${smallHash}-png"`, smallHash, ''])
      expect((await get(`/i/${smallHash}.webp`, { 'if-none-match': tag })).status).toBe(200)
  })

  test('a removed picture is gone at once, also for those who have it', async () => {
    const hash = await storage.put(await webpOf(33))
    expect((await get(`/i/${hash}.webp`)).status).toBe(200)
    await storage.remove(hash)
    for (const tag of ['"none"', `"${hash}-webp"`, '*'])
      expect((await get(`/i/${hash}.webp`, { 'if-none-match': tag })).status).toBe(404)
  })
})

describe('a part of a picture', () => {
  test('is sent as asked for', async () => {
    for (const [hash, bytes] of [[smallHash, small] as const, [largeHash, large] as const]) {
      const n = bytes.length
      for (const [range, start, end] of [
        ['bytes=0-0', 0, 0],
        ['bytes=5-20', 5, 20],
        [`bytes=10-${n * 2}`, 10, n - 1],
        ['bytes=30-', 30, n - 1],
        ['bytes=-7', n - 7, n - 1],
        [`bytes=-${n * 2}`, 0, n - 1],
        ['BYTES=1-2', 1, 2],
      ] as const) {
        const { status, headers, body } = await get(`/i/${hash}.webp`, { range })
        expect([range, status, headers['content-range']]).toEqual([range, 206, `bytes ${start}-${end}/${n}`])
        expect(headers['content-length']).toBe(String(end - start + 1))
        expect(body.equals(bytes.subarray(start, end + 1))).toBe(true)
      }
    }
  })

  test('is the whole when the range is malformed, of several parts or of another version', async () => {
    for (const range of ['bytes=', 'bytes=-', 'bytes=a-b', 'bytes=9-3', 'lines=0-1', 'bytes=0-1,4-5', 'bytes 0-1'])
      expect([range, (await get(`/i/${smallHash}.webp`, { range })).status]).toEqual([range, 200])
    const range = 'bytes=0-3'
    const ifRange = async (tag: string) => (await get(`/i/${smallHash}.webp`, { range, 'if-range': tag })).status
    expect(await ifRange(`"${smallHash}-webp"`)).toBe(206)
    expect(await ifRange(`W/"${smallHash}-webp"`)).toBe(200)
    expect(await ifRange('"other"')).toBe(200)
    expect(await ifRange('Wed, 21 Oct 2026 07:28:00 GMT')).toBe(200)
  })

  test('beyond the end is refused with the size there is', async () => {
    for (const range of [`bytes=${small.length}-`, 'bytes=-0', 'bytes=99999999-999999999']) {
      const { status, headers } = await get(`/i/${smallHash}.webp`, { range })
      expect([status, headers['content-range']]).toEqual([416, `bytes */${small.length}`])
      expect(headers['cache-control']).toBe('no-store')
    }
  })
})

describe('anything else', () => {
  test('an unknown hash or a wrong name is not found, and no cache may remember that', async () => {
    const names = [`${UNKNOWN_HASH}.webp`, `${UNKNOWN_HASH}.png`, `${smallHash}.gif`, smallHash, `${smallHash}.webp/`]
    const wrong = WRONG_HASHES.map((hash) => `${encodeURIComponent(hash)}.webp`)
    for (const name of [...names, ...wrong, '../../../etc/passwd', `x/${smallHash}.webp`]) {
      const { status, headers } = await get(`/i/${name}`, { 'if-none-match': '*' })
      expect([name, status, headers['cache-control']]).toEqual([name, 404, 'no-store'])
    }
  })

  test('other methods are told which ones there are', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status, headers } = await get(`/i/${smallHash}.webp`, {}, method)
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD'])
    }
  })

  test('a storage that fails is 503 and is told to the owner', async () => {
    const failing = new Error('the disk is gone')
    const broken = await serve({ ...storage, stat: () => Promise.reject(failing) })
    const res = await fetch(`http://localhost:${broken.port}/i/${smallHash}.webp`)
    expect([res.status, res.headers.get('cache-control')]).toEqual([503, 'no-store'])
    expect(Number(res.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(errors.pop()).toBe(failing)
    broken.server.close()
  })
})

describe('a download', () => {
  const named = async (name: string) =>
    (await get(`/i/${smallHash}.webp?download=${encodeURIComponent(name)}`)).headers['content-disposition']

  test('is saved under the name asked for, in any script', async () => {
    expect(await named('a red car')).toBe(`attachment; filename="a red car.webp"; filename*=UTF-8''a%20red%20car.webp`)
    expect(await named('猫.webp')).toBe(`attachment; filename="_.webp"; filename*=UTF-8''%E7%8C%AB.webp`)
    expect(await named('')).toContain('filename="picture.webp"')
    expect((await get(`/i/${smallHash}.webp`)).headers['content-disposition']).toBeUndefined()
  })

  test('can neither leave its folder, nor break the header, nor pretend to be another kind of file', async () => {
    for (const name of [
      '../../etc/passwd',
      'a"; filename="b.exe',
      'x\r\nSet-Cookie: a=b',
      '\u202Egpj.exe',
      '.',
      '💥'.repeat(300),
    ]) {
      const header = (await named(name)) ?? ''
      expect(header).toMatch(
        /^attachment; filename="[^"\\/\r\n]+\.webp"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+\.webp$/,
      )
      expect(decodeURIComponent(header.split("''")[1] ?? '')).not.toMatch(/[/\\"\r\n\u202e]|^\./)
    }
  })
})

describe('a client that leaves in the middle', () => {
  test('leaves no open file and no error behind, and others are served', async () => {
    errors.length = 0
    for (let i = 0; i < 40; i++) {
      const socket = connect(port, 'localhost').on('error', () => {})
      socket.write(`GET /i/${largeHash}.webp HTTP/1.1\r\nHost: x\r\n\r\n`)
      if (i % 2) await once(socket, 'data')
      else await once(socket, 'connect')
      socket.destroy()
    }
    expect((await get(`/i/${largeHash}.webp`)).body.length).toBe(large.length)
    while ((await openFilesIn(dir)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(errors).toEqual([])
  })
})

/** Linux tells which files this process has open; elsewhere none are seen, and the test is only about crashes. */
async function openFilesIn(dir: string): Promise<string[]> {
  const open = await readdir('/proc/self/fd').catch(() => [])
  const targets = await Promise.all(open.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))
  return targets.filter((target) => target.startsWith(dir))
}
