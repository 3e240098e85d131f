import { z } from 'zod'
import type { Answer } from './http-call.ts'
import { retryAfterSeconds, serverProcessingMs } from './response-headers.ts'
import { UpstreamError, type UpstreamErrorKind } from './types.ts'

/** What OpenAI, Azure and servers like them call a moderation's no. */
const REFUSED_CODES = new Set([
  'content_policy_violation',
  'moderation_blocked',
  'content_filter',
  'contentFilter',
  'content_safety_violation',
  'ResponsibleAIPolicyViolation',
])
/** The account is out of money: OpenAI says so with 429 or 400, but waiting does not help and no pace is wrong. */
const OPERATOR_CODES = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active'])

const said = z
  .object({
    error: z.union([z.string(), z.object({ code: z.unknown(), message: z.unknown(), type: z.unknown() }).partial()]),
    detail: z.unknown(),
  })
  .partial()

/** The error an answer's status and body mean, or undefined for 2xx. `nowMs` is the wall clock, for Retry-After dates. */
export function errorOfAnswer(answer: Answer, host: string, nowMs: number): UpstreamError | undefined {
  if (answer.status >= 200 && answer.status < 300) return undefined
  const { code, message } = wordsOf(answer.body)
  const kind = kindOf(answer.status, code)
  // A wrong key is often repeated, half masked, in the answer to it: say nothing of what they said.
  const detail = answer.status === 401 || answer.status === 403 ? code : [code, message].filter(Boolean).join(': ')
  return new UpstreamError(kind, `${host} answered ${answer.status}${detail ? ` (${detail})` : ''}`, {
    retryAfterSeconds: retryAfterSeconds(answer.headers, nowMs),
    serverProcessingMs: serverProcessingMs(answer.headers),
    sentAt: answer.sentAt,
    headersReceivedAt: answer.headersReceivedAt,
  })
}

function kindOf(status: number, code: string | undefined): UpstreamErrorKind {
  if (code && status < 500 && REFUSED_CODES.has(code)) return 'refused'
  if (code && OPERATOR_CODES.has(code)) return 'misconfigured'
  if (status === 429) return 'rate-limited'
  // 408: they gave up waiting for our words. 3xx: the address is not where the API lives, and we do not follow.
  if (status >= 500 || status === 408) return 'unavailable'
  if (status === 401 || status === 403 || status === 404 || status < 400) return 'misconfigured'
  return 'bad-request'
}

function wordsOf(body: Buffer): { code?: string; message?: string } {
  try {
    const { error, detail } = said.parse(JSON.parse(body.toString('utf8')))
    if (typeof error === 'string') return { message: short(error) }
    const code = [error?.code, error?.type].find((value) => typeof value === 'string' && /^[\w.-]{1,60}$/.test(value))
    return { code: code === undefined ? undefined : String(code), message: short(error?.message ?? detail) }
  } catch {
    return {}
  }
}

function short(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  return (
    value
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
      .trim()
      .slice(0, 200) || undefined
  )
}
