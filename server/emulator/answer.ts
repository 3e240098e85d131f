import type { ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import type { NamedFault, RefusalFault } from './faults.ts'
import { json, type Payload } from './shapes.ts'

const HUGE_BYTES = 64 * 1024 * 1024
const SLOW_BYTE_MS = 200

/** Sends a payload with its length. */
export function answer(
  response: ServerResponse,
  status: number,
  payload: Payload,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': payload.type, 'content-length': payload.body.length, ...headers })
  response.end(payload.body)
}

/** An error in the form OpenAI gives it, for every shape. */
export function answerError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
) {
  answer(response, status, json({ error: { code, message, type: code, param: null } }), headers)
}

/** What an API says before it counts a call. */
export function answerRefusal(clock: Clock, response: ServerResponse, fault: RefusalFault) {
  if (fault === 'revoked') return answerError(response, 401, 'invalid_api_key', 'Incorrect API key provided.')
  if (fault === 'no-money') return answerError(response, 429, 'insufficient_quota', 'You exceeded your current quota.')
  const retryAfter = RETRY_AFTER[fault](clock.now())
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
  answerError(response, 429, 'rate_limit_exceeded', 'Slow down.', headers)
}

const RETRY_AFTER = {
  429: () => '1',
  '429-seconds': () => '120',
  '429-date': (nowMs: number) => new Date(nowMs + 120_000).toUTCString(),
  '429-garbage': () => 'soon',
  '429-none': () => undefined,
} as const

/** Answers as a fault does. `payload` is what a faultless answer would be, already with the wrong picture in it. */
export function answerFault(
  clock: Clock,
  response: ServerResponse,
  fault: Exclude<NamedFault, RefusalFault>,
  payload: Payload,
  headers: Record<string, string>,
) {
  switch (fault) {
    case 'hang':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'half':
      response.writeHead(200, { 'content-type': payload.type, 'content-length': payload.body.length, ...headers })
      response.write(payload.body.subarray(0, payload.body.length / 2), () => response.destroy())
      return
    case 'slow':
      response.writeHead(200, { 'content-type': payload.type, 'content-length': payload.body.length, ...headers })
      return dribble(clock, response, payload.body)
    case 'huge':
      response.writeHead(200, { 'content-type': payload.type, ...headers })
      return pour(response, HUGE_BYTES)
    case 'wrong-type':
      return answer(response, 200, { type: 'text/html', body: Buffer.from('<!doctype html><p>Be back soon') }, headers)
    case 'redirect':
      return answer(response, 302, json({}), { location: '/elsewhere', ...headers })
    case 'moderation':
      return answerError(
        response,
        400,
        'moderation_blocked',
        'Your request was rejected by the safety system.',
        headers,
      )
    case '503-seconds':
      return answerError(response, 503, 'overloaded', 'Overloaded.', { 'retry-after': '20', ...headers })
    case 'corrupt':
    case 'svg':
      return answer(response, 200, payload, headers)
  }
}

function dribble(clock: Clock, response: ServerResponse, body: Buffer, at = 0) {
  if (response.destroyed) return
  if (at >= body.length) return response.end()
  response.write(body.subarray(at, at + 1))
  clock.timer(SLOW_BYTE_MS, () => dribble(clock, response, body, at + 1))
}

function pour(response: ServerResponse, left: number) {
  const chunk = Buffer.alloc(256 * 1024, 'A')
  const next = () => {
    if (response.destroyed) return
    if (left <= 0) return response.end()
    left -= chunk.length
    response.write(chunk, next)
  }
  next()
}

/** The bytes a picture fault puts in the place of the picture. */
export function faultyPicture(fault: NamedFault, picture: Buffer): Buffer {
  if (fault === 'svg') return Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  if (fault === 'corrupt') return Buffer.concat([picture.subarray(0, 40), Buffer.alloc(picture.length, 7)])
  return picture
}
