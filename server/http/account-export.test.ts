import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { encode } from 'next-auth/jwt'
import { describe, expect, onTestFinished, test } from 'vitest'
import { insertImage } from '../../db/queries/images.ts'
import { insertPicture } from '../../db/queries/pictures.ts'
import { imageRow, pictureRow } from '../../db/queries/rows.fixture.ts'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { loadConfig } from '../config.ts'
import { createOwnToken } from '../identity/create-own-token.ts'
import type { ExportFile } from '../identity/export-account.ts'
import { ALL_SCOPES } from '../identity/scopes.ts'
import { signUp } from '../identity/sign-up.ts'
import { createServices } from '../services.ts'
import { EXPORT_PATH, sendZip } from './account-export.ts'
import { createFrontDoor } from './server.ts'
import { readZip } from './zip.fixture.ts'

const SECRET = 's'.repeat(32)
const PASSWORD = 'correct horse battery'

async function openHouse() {
  const config = loadConfig({ DATA_DIR: temporaryFolder(), LOG_LEVEL: 'silent', NEXTAUTH_SECRET: SECRET })
  const services = await createServices(config, 'http://draw.test', { clock: new FakeClock(Date.now()) })
  const server = createServer(createFrontDoor(services, { dev: false, handle: async (_req, res) => void res.end() }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await services.close()
  })
  const { identity, db, storage } = services
  const person = async (name: string) => {
    const address = { subject: `ip:${name}` } as const
    const { userId, email } = await signUp(identity, address, { email: `${name}@example.com`, password: PASSWORD })
    const subject = `user:${userId}` as const
    const caller = {
      subject,
      owner: subject,
      userId,
      tier: 'free',
      via: 'session',
      scopes: ALL_SCOPES,
      address,
    } as const
    const cookie = `next-auth.session-token=${await encode({ token: { sub: userId, sv: 1 }, secret: SECRET })}`
    return { userId, email, caller, headers: { cookie } }
  }
  /** A finished picture with bytes of its own. */
  const picture = async ({ userId, caller }: Awaited<ReturnType<typeof person>>, words: string, bytes = 2000) => {
    const content = randomBytes(bytes)
    const hash = await storage.put(content)
    const { owner, subject } = caller
    const set = { owner, subject, userId, words, status: 'ready', imageHash: hash, turn: null } as const
    const row = pictureRow({ ...set, visibility: 'private' })
    await db.write(async (tx) => {
      await insertImage(tx, imageRow(hash))
      await insertPicture(tx, row)
    })
    return { id: row.id, content }
  }
  const { port } = server.address() as AddressInfo
  const get = (headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${EXPORT_PATH}`, { headers, ...init })
  return { services, person, picture, get }
}

const unpack = async (response: Response) => readZip(Buffer.from(await response.arrayBuffer()))

describe('the export of an account', () => {
  test('holds what is kept of it, its pictures as they are, no secret and nothing of anybody else', async () => {
    const { services, person, picture, get } = await openHouse()
    const [ann, ben] = [await person('ann'), await person('ben')]
    const { token } = await createOwnToken(services.identity, ann.caller, { name: 'bot', scopes: ['read'], days: null })
    const drawn = []
    for (let i = 0; i < 120; i++) drawn.push(await picture(ann, `../a "red" car/${i}`))
    const bens = await picture(ben, 'the wish of ben')
    const response = await get(ann.headers)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(/^attachment; filename="drawbridge-\d{4}-\d\d-\d\d\.zip"$/),
    })
    const files = await unpack(response)
    const text = files.get('data.json')?.toString('utf8') ?? ''
    const data = JSON.parse(text)
    expect(data.account).toMatchObject({ id: ann.userId, email: 'ann@example.com', hasPassword: true })
    expect(data.tokens).toMatchObject([{ name: 'bot', last4: token.slice(-4), scopes: ['read'] }])
    expect(data.audit.map((one: { action: string }) => one.action)).toEqual(
      expect.arrayContaining(['account.open password', 'account.export']),
    )
    expect(data.pictures.map((one: { id: string }) => one.id)).toEqual(drawn.map(({ id }) => id))
    for (const [at, { content }] of drawn.entries()) {
      const { file } = data.pictures[at]
      expect(file).toMatch(/^pictures\/[\d-]{10} a red car \d+ [\w-]+\.webp$/)
      expect(files.get(file)?.equals(content)).toBe(true)
    }
    expect(files.size).toBe(121)
    for (const secret of [token, 'passwordHash', '$argon2', 'hash"', ben.userId, bens.id, 'wish of ben', 'ip:']) {
      expect(text).not.toContain(secret)
    }
  })

  test('is for a browser session alone, from our own page, four times an hour', async () => {
    const { services, person, get } = await openHouse()
    const ann = await person('ann')
    const { token } = await createOwnToken(services.identity, ann.caller, { name: 'b', scopes: ALL_SCOPES, days: null })
    const reasonOf = async (response: Response) => [response.status, (await response.json()).reason]
    expect(await reasonOf(await get({}))).toEqual([401, 'sign-in'])
    expect(await reasonOf(await get({ authorization: `Bearer ${token}` }))).toEqual([403, 'sign-in'])
    expect(await reasonOf(await get({ ...ann.headers, 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'origin'])
    expect((await get(ann.headers, { method: 'POST' })).status).toBe(405)
    for (let i = 0; i < 4; i++) expect((await unpack(await get(ann.headers))).size).toBe(1)
    const fifth = await get(ann.headers)
    expect(Number(fifth.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await reasonOf(fifth)).toEqual([429, 'burst'])
  })
})

describe('a zip on its way', () => {
  const file = (path: string, open: () => Readable): ExportFile => ({ path, at: new Date(0), kind: 'picture', open })

  test('opens one file at a time, and no more than the reader has room for', async () => {
    let [open, most, opened] = [0, 0, 0]
    async function* files() {
      for (let i = 0; i < 500; i++) {
        yield file(`${i}.webp`, () => {
          opened++
          most = Math.max(most, ++open)
          return Readable.from([Buffer.alloc(16_384, i)]).once('close', () => open--)
        })
      }
    }
    const slow = new PassThrough({ highWaterMark: 16_384 })
    const sending = sendZip(files(), slow)
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(opened).toBeLessThan(10)
    const archive = await buffer(slow)
    await sending
    expect(readZip(archive).size).toBe(500)
    expect(most).toBeLessThanOrEqual(2) // the one before may still be closing
  })

  test('ends when the reader leaves, and closes what it read', async () => {
    let [opened, closed] = [0, 0]
    async function* files() {
      for (;;) {
        yield file(`${opened}.webp`, () => {
          opened++
          return Readable.from([Buffer.alloc(65_536), Buffer.alloc(65_536)]).once('close', () => closed++)
        })
      }
    }
    const reader = new PassThrough()
    const sending = sendZip(files(), reader)
    await once(reader, 'readable')
    reader.destroy()
    await expect(sending).rejects.toThrow()
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(closed).toBe(opened)
  })

  test('is cut short where a file cannot be read', async () => {
    async function* files() {
      yield file('good.webp', () => Readable.from([Buffer.from('good')]))
      yield file('bad.webp', () => {
        throw new Error('the disk is gone')
      })
    }
    const reader = new PassThrough()
    reader.on('error', () => {})
    reader.resume()
    await expect(sendZip(files(), reader)).rejects.toThrow('the disk is gone')
  })
})
