import { type Item, parseDictionary, parseList } from 'structured-headers'
import { expect, test } from 'vitest'
import { FakeClock, settle } from '../clock.fake.ts'
import { until } from '../queue/until.fixture.ts'
import { openRestHouse } from './rest-house.fixture.ts'

type House = Awaited<ReturnType<typeof openRestHouse>>
const DRAWING_MS = 5_000 // what a call is believed to take until one has

/** A house whose time is the test's, and whose every call takes as long as is believed. */
async function openTimed(settings: Record<string, string>) {
  const clock = new FakeClock()
  const house = await openRestHouse({
    clock,
    settings: { TRUSTED_PROXIES: '127.0.0.1/32', ...settings },
    draw: (call) => void clock.timer(DRAWING_MS, () => call.answer({ headersReceivedAt: clock.monotonic() })),
  })
  const { dispatcher } = house.services
  /** Time passes, and what became due in it comes to its end. */
  const pass = async (seconds: number) => {
    const end = clock.monotonic() + seconds * 1_000
    while (clock.monotonic() < end) {
      await clock.advance(Math.min(500, end - clock.monotonic()))
      await until('calls are settled', () => dispatcher.inFlight === house.upstream.open().length)
      await settle()
    }
  }
  const ask = async (words: string, from = '192.0.2.1') => {
    const response = await house.post('/pictures', { words, fresh: true }, { 'x-forwarded-for': from })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  return { ...house, clock, pass, ask }
}

/** Refused with that reason, it sleeps exactly as long as it was told, and is served: the promise of every Retry-After. */
async function sleepsAndSucceeds(
  { ask, pass }: Awaited<ReturnType<typeof openTimed>>,
  reason: string,
  skip: (seconds: number) => Promise<void> = pass,
) {
  const refused = await ask('some words')
  if (refused.status < 400) return false
  expect(refused.body.reason).toBe(reason)
  const told = Number(refused.headers.get('retry-after'))
  expect(refused.body.retryAfterSeconds).toBe(told)
  await skip(told)
  const served = await ask('some words')
  expect([reason, told, served.body.reason, served.status]).toEqual([reason, told, undefined, 202])
  return true
}

/** Repeats until so many refusals were slept out. */
async function repeat(times: number, once: (i: number) => Promise<boolean>) {
  let slept = 0
  for (let i = 0; slept < times; i++) if (await once(i)) slept++
  return slept
}

test('a client that sleeps Retry-After is served: 100 of 100 times, whatever refused it', async () => {
  let slept = 0

  const hasty = await openTimed({ FREE_PER_DAY: '100000' })
  hasty.services.tiers.free.burst.limit = 5
  hasty.services.tiers.free.waitingAtOnce = 1_000
  slept += await repeat(55, async (i) => {
    await hasty.clock.advance((i * 733) % 4_000)
    return await sleepsAndSucceeds(hasty, 'burst', (seconds) => hasty.clock.advance(seconds * 1_000))
  })

  const thrifty = await openTimed({ FREE_PER_DAY: '2' })
  thrifty.services.tiers.free.waitingAtOnce = 1_000
  slept += await repeat(25, async (i) => {
    await thrifty.clock.advance((i * 7_333) % 40_000)
    const skip = async (seconds: number) => {
      await thrifty.clock.advance(seconds * 1_000)
      await until('calls are settled', () => thrifty.services.dispatcher.inFlight === thrifty.upstream.open().length)
    }
    return await sleepsAndSucceeds(thrifty, 'daily-quota', skip)
  })

  const greedy = await openTimed({ FREE_PER_DAY: '100000' })
  greedy.services.tiers.free.burst.limit = 1_000
  slept += await repeat(15, async (i) => {
    await greedy.clock.advance((i * 1_700) % 3_000)
    return await sleepsAndSucceeds(greedy, 'waiting-cap')
  })

  const crowded = await openTimed({
    ...{ UPSTREAM: 'openai', UPSTREAM_URL: 'http://127.0.0.1:9/v1', UPSTREAM_LIMIT: '1', UPSTREAM_MARGIN_MS: '0' },
    ...{ QUEUE_MAX: '2', QUEUE_MAX_WAIT_MINUTES: '60' },
  })
  crowded.services.tiers.free.waitingAtOnce = 1_000
  slept += await repeat(5, async (i) => {
    for (const part of ['a', 'b', 'c'])
      await crowded.ask(`of ${part} ${i}`, `192.0.2.${100 + 3 * i + part.charCodeAt(0) - 97}`)
    const skip = async (seconds: number) => {
      await crowded.pass(seconds)
      // The clock stands: only what the disk still does is waited for.
      await until('the queue has moved', async () => (await crowded.services.dispatcher.places.countWaiting()) < 2)
    }
    return await sleepsAndSucceeds(crowded, 'queue-full', skip)
  })

  expect(slept).toBe(100)
}, 120_000)

const told = (headers: Headers, name: string) => {
  const list = parseList(headers.get(name) ?? '') as Item[]
  return Object.fromEntries(list.map(([policy, params]) => [String(policy), Object.fromEntries(params)]))
}
const get = async ({ call }: Pick<House, 'call'>, path: string) => (await call(path)).headers

test('every answer tells the limits in structured fields that a library reads, refusals too', async () => {
  const house = await openRestHouse({ settings: { FREE_PER_DAY: '1' } })
  const first = await house.post('/pictures', { words: 'a fox' })
  expect(told(first.headers, 'ratelimit-policy')).toEqual({
    'free-day': { q: 1, w: 86_400 },
    'free-burst': { q: 20, w: 60 },
  })
  expect(told(first.headers, 'ratelimit')).toEqual({ 'free-day': { r: 0, t: 43_200 }, 'free-burst': { r: 19, t: 60 } })
  const refused = await house.post('/pictures', { words: 'an owl' })
  expect(refused.status).toBe(429)
  expect(told(refused.headers, 'ratelimit')['free-day']).toEqual({ r: 0, t: 43_200 })
  expect(refused.headers.get('retry-after')).toBe('43200')
  expect(Object.fromEntries([...refused.headers].filter(([name]) => name.startsWith('x-ratelimit')))).toEqual({
    'x-ratelimit-limit': '1',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-used': '1',
    'x-ratelimit-reset': String(Date.parse('2026-03-02T00:00:00Z') / 1000),
    'x-ratelimit-resource': 'pictures',
  })
  for (const path of ['/pictures', '/pictures/none', '/models', '/models/none', '/limits', '/queue', '/nothing']) {
    const headers = await get(house, path)
    expect([path, told(headers, 'ratelimit-policy')['free-reads']]).toEqual([path, { q: 240, w: 60 }])
  }
  // It is a list, and only a list: what a library refuses to read as anything else is not misread.
  expect(() => parseDictionary(refused.headers.get('ratelimit') ?? '')).toThrow()
})

test('reads are bounded by the minute, and told so', async () => {
  const house = await openRestHouse()
  house.services.tiers.free.reads.limit = 3
  const statuses = []
  for (let i = 0; i < 5; i++) statuses.push((await house.call('/pictures')).status)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  const refused = await house.call('/models')
  expect(await refused.json()).toMatchObject({ error: { type: 'rate_limit_error', code: 'rate_limit_exceeded' } })
  expect(refused.headers.get('retry-after')).toBe('60')
})
