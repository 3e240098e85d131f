import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Clock, systemClock } from '../clock.ts'
import { type AccountStats, createAccounts, type EmulatedAccount, type OpenAccount } from './accounts.ts'
import { answer, answerError, answerFault, answerRefusal, faultyPicture } from './answer.ts'
import { type Controls, control } from './control.ts'
import { checkFaultRates, createForcedFaults, type FaultRates, isRefusal, rollFault } from './faults.ts'
import { createGate } from './gate.ts'
import { type Draw, plainDraw } from './plain-draw.ts'
import { createRandom, type Range, within } from './random.ts'
import type { Semantics } from './semantics.ts'
import { type DrawCall, json, SHAPES, type Shape } from './shapes.ts'
import { createTally } from './tally.ts'

export type EmulatorOptions = {
  limit?: number
  windowSeconds?: number
  semantics?: Semantics
  /** The network's delay before a call is counted, and how long a drawing takes, ms. */
  latencyMs?: Range
  drawMs?: Range
  /** A share of the calls that waits this long instead of the latency before it is counted, as networks sometimes do. */
  spikes?: { share: number; ms: number }
  /** Whether answers say how long was worked on them (`openai-processing-ms`); they do unless this is false. */
  saysProcessingMs?: boolean
  /** Told of each call the limit looked at: when (`clock.monotonic()`), how long it had travelled, and the verdict. */
  onCount?: (counted: Counted) => void
  faults?: FaultRates
  seed?: number
  /** 0 takes any free port. */
  port?: number
  /** When set, calls without it as bearer token or basic password are answered 401. */
  apiKey?: string
  /** The same with several keys, each an account with a limit of its own, `limit` unless it says another. */
  accounts?: readonly EmulatedAccount[]
  /** Answers the OpenAI shape with addresses even where it was not asked for. */
  answersWithUrls?: boolean
  draw?: Draw
  clock?: Clock
}

export type Counted = { at: number; travelledMs: number; accepted: boolean }

export type Emulator = Controls & {
  url: string
  /** What each account was sent, in the order of the option. */
  accounts(): AccountStats[]
  /** From now on calls with this key are answered 401. */
  revoke(key: string): void
  close(): Promise<void>
}

type Arrived = { shape: Shape; call: DrawCall; response: ServerResponse; arrivedAt: number }

const MAX_BODY_BYTES = 64 * 1024
const KEPT_PICTURES = 20

/**
 * An image API with a limit on 127.0.0.1, in three shapes: POST /v1/images/generations (and GET /v1/models), POST
 * /sdapi/v1/txt2img, GET /word/{prompt}. Calls count when they arrive, after the latency. Throws for wrong faults.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { limit = 30, windowSeconds = 60, semantics = 'sliding', latencyMs = [0, 0], drawMs = [0, 0] } = options
  const { seed = 1, port = 0, draw = plainDraw, clock = systemClock } = options
  const { spikes = { share: 0, ms: 0 }, saysProcessingMs = true, onCount } = options
  const windowMs = windowSeconds * 1000
  const random = createRandom(seed)
  const gate = createGate()
  const forced = createForcedFaults()
  const kept = new Map<string, Buffer>()
  const limitNow = () => (semantics === 'fixed-clock' ? clock.now() : clock.monotonic())
  let rates = checkFaultRates(options.faults ?? {})
  const accounts = createAccounts(options.accounts ?? [{ key: options.apiKey }], { limit, windowMs, semantics })
  let tally = createTally(windowMs)

  const controls: Controls = {
    stats: () => tally.stats(gate.held()),
    setFaults(next) {
      rates = checkFaultRates(next)
    },
    hold: gate.hold,
    release: (count = 1) => gate.release(count),
    open: gate.open,
    reset() {
      gate.open()
      forced.clear()
      rates = checkFaultRates(options.faults ?? {})
      accounts.reset()
      tally = createTally(windowMs)
    },
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const arrivedAt = clock.monotonic()
    const url = new URL(request.url ?? '/', origin)
    const method = request.method ?? 'GET'
    const body = await readBody(request)
    if (body === undefined) return answerError(response, 413, 'too_large', 'The body is over 64 KiB.')
    const told = control(controls, { method, url, body, from: request.socket.remoteAddress })
    if (told) return answer(response, told.status, json(told.value))
    if (method === 'GET' && url.pathname === '/v1/models') return answer(response, 200, json(MODELS))
    const picture = kept.get(url.pathname)
    if (picture) return answer(response, 200, { type: 'application/octet-stream', body: picture })
    const shape = SHAPES.find((candidate) => candidate.matches(method, url))
    if (!shape) return answerError(response, 404, 'not_found', `No ${method} ${url.pathname} here.`)
    const call = readCall(shape, url, body)
    if (call instanceof Error) return answerError(response, 400, 'invalid_request', call.message)
    // A caller that leaves meanwhile is counted all the same: its call is already on the way.
    await wait(clock, spikes.share > 0 && random() < spikes.share ? spikes.ms : within(latencyMs, random))
    const account = accounts.find(request.headers.authorization)
    if (!account) {
      return answerError(
        response,
        401,
        'invalid_api_key',
        `Incorrect API key provided: ${request.headers.authorization}`,
      )
    }
    await count(account, { shape, call, response, arrivedAt })
  }

  async function count(account: OpenAccount, { shape, call, response, arrivedAt }: Arrived) {
    const rolled = rollFault(rates, random)
    const asked = forced.take(call.words)
    const fault = asked.fault ?? rolled
    if (fault !== undefined) tally.fault(String(fault))
    if (isRefusal(fault)) return answerRefusal(clock, response, fault)
    const countedAt = clock.monotonic()
    const taken = account.take(limitNow(), countedAt)
    onCount?.({ at: countedAt, travelledMs: countedAt - arrivedAt, accepted: taken.ok })
    if (!taken.ok) {
      tally.count.refused++
      const seconds = String(Math.max(1, Math.ceil(taken.retryAfterMs / 1000)))
      return answerError(response, 429, 'rate_limit_exceeded', 'Limit reached.', { 'retry-after': seconds })
    }

    const { count: counts, accept } = tally
    accept(call.words, countedAt)
    const left = new AbortController()
    const over = () => {
      counts.inFlight--
      if (!response.writableFinished && fault === undefined) counts.aborted++
      left.abort()
    }
    if (response.closed) over()
    else response.on('close', over)
    await gate.pass(left.signal)
    await wait(clock, within(drawMs, random), left.signal)
    if (left.signal.aborted) return

    const words = asked.words || 'nothing'
    const first = call.seed ?? Math.floor(random() * 2 ** 31)
    const seeds = Array.from({ length: call.count }, (_, i) => first + i)
    const whole = await Promise.all(seeds.map((one) => draw(words, one, call.width, call.height)))
    const pictures = typeof fault === 'string' ? whole.map((one) => faultyPicture(fault, one)) : whole
    const asUrl = call.asUrl || options.answersWithUrls === true
    const payload = shape.write(pictures, { ...call, asUrl }, keep)
    // Rounded down: a caller that subtracts it must never place the count before it happened.
    const workedMs = String(Math.floor(clock.monotonic() - countedAt))
    const headers: Record<string, string> = saysProcessingMs ? { 'openai-processing-ms': workedMs } : {}
    if (typeof fault === 'number') return answerError(response, fault, 'emulated', `A played ${fault}.`, headers)
    if (fault) return answerFault(clock, response, fault, payload, headers)
    counts.drawn++
    answer(response, 200, payload, headers)
  }

  function keep(picture: Buffer): string {
    const path = `/pictures/${Math.floor(random() * 2 ** 52).toString(36)}`
    kept.set(path, picture)
    const [oldest] = kept.keys()
    if (kept.size > KEPT_PICTURES && oldest) kept.delete(oldest)
    return `${origin}${path}`
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => {
      if (response.headersSent) response.destroy()
      else answerError(response, 500, 'drawing_failed', error.message)
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`

  return {
    ...controls,
    url: origin,
    accounts: accounts.stats,
    revoke: accounts.revoke,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const MODELS = { object: 'list', data: [{ id: 'emulator', object: 'model', created: 0, owned_by: 'drawbridge' }] }

function readCall(shape: Shape, url: URL, body: string): DrawCall | Error {
  try {
    return shape.read(url, body)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > MAX_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Resolves after `ms`, or at once when `signal` aborts. */
function wait(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  if (ms <= 0 || signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      cancel()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.timer(ms, done)
    signal?.addEventListener('abort', done)
  })
}
