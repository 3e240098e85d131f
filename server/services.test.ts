import { v7 as uuidv7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../db/temporary.fixture.ts'
import { FakeClock, settle } from './clock.fake.ts'
import { loadConfig } from './config.ts'
import { createEmulator } from './emulator/emulator.ts'
import { takeBurst } from './limits/burst.ts'
import { readPicture } from './pictures/read-picture.ts'
import { requestPicture } from './pictures/request-picture.ts'
import { visitor } from './pictures/studio.fixture.ts'
import { createServices } from './services.ts'
import { createLog } from './telemetry/log.ts'

const KEYS = ['sk-the-first-secret', 'sk-the-second-secret'] as const
const LIMIT = 3

/** The whole service by its settings, in front of an upstream that knows two accounts. */
async function openTwoAccounts() {
  const clock = new FakeClock()
  const emulator = await createEmulator({ clock, limit: LIMIT, accounts: KEYS.map((key) => ({ key })) })
  onTestFinished(() => emulator.close())
  const config = loadConfig({
    UPSTREAM: 'openai',
    UPSTREAM_URL: `${emulator.url}/v1`,
    UPSTREAM_API_KEY: KEYS.join(','),
    UPSTREAM_LIMIT: String(LIMIT),
    DATA_DIR: temporaryFolder(),
  })
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const services = await createServices(config, 'http://draw.test', { clock, log })
  onTestFinished(() => services.close())

  const asked: { id: string; name: string }[] = []
  async function ask(name: string) {
    const caller = visitor(name)
    const receipt = await takeBurst(services, caller, 'burst', { minutes: [] })
    const request = { words: `the boat of ${name}`, idempotencyKey: uuidv7() }
    asked.push({ id: (await requestPicture(services, caller, request, receipt)).id, name })
  }
  const views = () => Promise.all(asked.map(({ id, name }) => readPicture(services, visitor(name), id)))

  /** Lets time pass until everybody has their picture; nobody is told of a pause at any moment of it. */
  async function drawAll() {
    for (let ms = 0; ms < 300_000; ms += 1_000) {
      const now = await views()
      for (const view of now) expect(view.pausedSeconds).toBeUndefined()
      if (now.every(({ status }) => status === 'ready')) return
      await clock.advance(1_000)
      for (let turn = 0; turn < 200 && services.dispatcher.inFlight > 0; turn++) await settle(5)
    }
    throw new Error('somebody never got their picture')
  }
  await clock.advance(60_600) // the first start waits a window
  return { clock, emulator, services, ask, views, drawAll, text: () => lines.join('') }
}

test('two keys are two accounts: each draws up to its own limit, and the log names neither key', async () => {
  const { emulator, ask, drawAll, text } = await openTwoAccounts()
  for (let i = 0; i < 8; i++) await ask(`person ${i}`)
  await drawAll()
  const accounts = emulator.accounts()
  for (const { refused, maxInWindow } of accounts) expect([refused, maxInWindow]).toEqual([0, LIMIT])
  expect(accounts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(8)
  expect(text()).toContain('"accounts":2')
  for (const key of KEYS) expect(text()).not.toContain(key)
})

test('when one is revoked the other carries on: everybody gets their picture, and nobody is told of a pause', async () => {
  const { emulator, services, ask, views, drawAll, text } = await openTwoAccounts()
  emulator.revoke(KEYS[0])
  for (let i = 0; i < 8; i++) await ask(`person ${i}`)
  await drawAll()
  const [first, second] = emulator.accounts()
  expect(first).toMatchObject({ accepted: 0 })
  expect(second).toMatchObject({ accepted: 8, refused: 0, maxInWindow: LIMIT })
  for (const view of await views()) expect(view).toMatchObject({ status: 'ready', charged: 1 })
  const { db, tables } = services.db.read
  expect((await db.select().from(tables.charges)).every(({ state }) => state === 'charged')).toBe(true)
  expect(text()).toContain('answered 401')
  for (const key of KEYS) expect(text()).not.toContain(key)
})
