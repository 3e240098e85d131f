import { onTestFinished } from 'vitest'
import { FakeClock, settle } from '../clock.fake.ts'
import { createEmulator, type EmulatorOptions } from '../emulator/emulator.ts'
import { readPicture } from '../pictures/read-picture.ts'
import { visitor } from '../pictures/studio.fixture.ts'
import { createOpenAiUpstream } from '../upstream/openai.ts'
import { openQueue } from './queue.fixture.ts'
import { until } from './until.fixture.ts'

export const TIMEOUT_MS = 20_000

type Wanted = { calls?: number; concurrency?: number; emulator?: EmulatorOptions; random?: () => number }

/** The real dispatcher in front of the real emulator over real HTTP; one clock in the test's hand moves both. */
export async function openFaulty({ calls = 10, concurrency = 30, emulator: options, random }: Wanted = {}) {
  const clock = new FakeClock()
  const emulator = await createEmulator({ limit: calls, windowSeconds: 60, clock, ...options })
  const draws = createOpenAiUpstream({ url: `${emulator.url}/v1`, timeoutSeconds: TIMEOUT_MS / 1000 }, clock)
  onTestFinished(async () => {
    await draws.close()
    await emulator.close()
  })
  const limit = { calls, windowMs: 60_000, marginMs: 600 }
  const queue = await openQueue({ clock, draws, concurrency, limit, random })
  const { db, dispatcher } = queue

  const ask = (words: string, name = 'anna') =>
    queue.enqueue(words, { subject: `ip:${name}`, owner: `visitor:${name}` })
  const view = (id: string, name = 'anna') => readPicture({ db, dispatcher }, visitor(name), id)
  const ledger = async () => (await db.read.db.select().from(db.read.tables.charges)).map(({ state }) => state)
  const logged = async () => await db.read.db.select().from(db.read.tables.upstreamCalls)

  /** Every call is answered and settled, and the dispatcher has looked at what there is to do next. */
  const quiet = async () => {
    await until('no call is out', () => dispatcher.inFlight === 0)
    await settle()
  }
  const counted = (count: number) => until(`${count} calls counted`, () => emulator.stats().accepted === count)

  return { ...queue, emulator, ask, view, ledger, logged, quiet, counted }
}
