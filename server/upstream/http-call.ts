import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Clock } from '../clock.ts'
import { UpstreamError } from './types.ts'

export type Call = {
  method: 'GET' | 'POST'
  url: URL
  headers: Record<string, string>
  body?: string
}

export type CallLimits = {
  /** The most body bytes of a 2xx answer. */
  maxBytes: number
  /** `clock.monotonic()` by which the whole answer must be here. */
  deadline: number
  /** `clock.monotonic()` after which the call is not sent any more. */
  sendBy?: number
  signal: AbortSignal
  lookup?: LookupFunction
}

/** A whole answer. The body of an answer that is not 2xx may be cut short: its status already says what happened. */
export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  sentAt: number
  headersReceivedAt: number
}

export interface HttpCaller {
  call(call: Call, limits: CallLimits): Promise<Answer>
  close(): void
}

const IDLE_MS = 55_000
const ERROR_BODY_BYTES = 64 * 1024
const ERROR_BODY_MS = 2000

/**
 * Calls over warm keep-alive sockets. One `call` is one request: no retry, no redirect. Throws `UpstreamError`:
 * `unavailable` (refused, reset, late, half a body), `bad-response` (too long), `aborted` (its signal).
 */
export function createHttpCaller(clock: Clock): HttpCaller {
  // Without a timeout of its own, Node's agent ignores the server's Keep-Alive hint and sends on sockets about to close.
  const options = { keepAlive: true, scheduling: 'lifo', timeout: IDLE_MS } as const
  const plain = new http.Agent(options)
  const tls = new https.Agent(options)
  return {
    call: (call, limits) => send(clock, call.url.protocol === 'https:' ? tls : plain, call, limits),
    close() {
      plain.destroy()
      tls.destroy()
    },
  }
}

function send(clock: Clock, agent: http.Agent, call: Call, limits: CallLimits): Promise<Answer> {
  const host = call.url.host
  const { signal } = limits
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new UpstreamError('aborted', 'cancelled before it was sent'))
    let headersReceivedAt: number | undefined
    let sentAt: number | undefined
    let settled = false

    const request = (agent instanceof https.Agent ? https : http).request(call.url, {
      agent,
      method: call.method,
      headers: {
        'accept-encoding': 'identity',
        'user-agent': 'drawbridge',
        ...bodyHeaders(call.body),
        ...call.headers,
      },
      lookup: limits.lookup,
    })
    const settle = (finish: () => void) => {
      if (settled) return
      settled = true
      cancelTimer()
      signal.removeEventListener('abort', onAbort)
      finish()
    }
    const fail = (kind: UpstreamError['kind'], message: string, cause?: unknown) =>
      settle(() => {
        request.destroy()
        reject(new UpstreamError(kind, message, { sentAt, headersReceivedAt, cause }))
      })
    const onAbort = () => fail('aborted', `the call to ${host} was cancelled`)
    signal.addEventListener('abort', onAbort)
    let cancelTimer = clock.timer(limits.deadline - clock.monotonic(), () =>
      fail('unavailable', `${host} did not answer in time`),
    )

    request.on('error', (cause) => fail('unavailable', `${host} could not be reached: ${codeOf(cause)}`, cause))
    request.on('response', (response) => {
      const receivedAt = clock.monotonic()
      headersReceivedAt = receivedAt
      const ok = isSuccess(response)
      const maxBytes = ok ? limits.maxBytes : ERROR_BODY_BYTES
      const chunks: Buffer[] = []
      let length = 0
      const done = () =>
        settle(() => {
          if (!response.complete) request.destroy()
          const body = Buffer.concat(chunks)
          const { statusCode: status = 0, headers } = response
          resolve({ status, headers, body, sentAt: sentAt ?? receivedAt, headersReceivedAt: receivedAt })
        })
      const tooLong = () => (ok ? fail('bad-response', `${host} answered with over ${maxBytes} bytes`) : done())
      const broken = () => (ok ? fail('unavailable', `${host} broke off in the middle of its answer`) : done())
      if (!ok) {
        cancelTimer()
        cancelTimer = clock.timer(Math.min(ERROR_BODY_MS, limits.deadline - clock.monotonic()), done)
      }
      if (Number(response.headers['content-length']) > maxBytes) return tooLong()
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > maxBytes) return tooLong()
        chunks.push(chunk)
      })
      response.on('end', done)
      response.on('error', broken)
      response.on('close', broken)
    })
    // Sent once connected, and looked at the clock on both sides of it: the pacer counts from when it really left.
    request.on('socket', (socket) => {
      const sendNow = () => {
        if (settled) return
        if (clock.monotonic() > (limits.sendBy ?? Number.POSITIVE_INFINITY)) {
          return fail('unavailable', `there was no connection to ${host} in time; nothing was sent`)
        }
        request.end(call.body)
        sentAt = clock.monotonic()
      }
      if (!socket.connecting) sendNow()
      else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', sendNow)
    })
  })
}

function isSuccess(response: IncomingMessage) {
  const status = response.statusCode ?? 0
  return status >= 200 && status < 300
}

function bodyHeaders(body: string | undefined): Record<string, string> {
  if (body === undefined) return {}
  return { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
}

/** Node's short code (ECONNREFUSED), never its message: some messages repeat the whole address. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name
}
