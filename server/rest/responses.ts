import type { ZodType } from 'zod'
import { openAiErrorSchema, problemSchema } from './schemas/problem.ts'

const header = (description: string, example: string, type: 'string' | 'integer' = 'string') => ({
  description,
  schema: { type, examples: [type === 'integer' ? Number(example) : example] },
})

/** What every answer tells of limits. */
export const LIMIT_HEADERS = {
  RateLimit: header(
    'What is left of each limit: `r` of it, and `t` seconds until it is whole again.',
    '"free-day";r=4;t=25200',
  ),
  'RateLimit-Policy': header(
    'The limits: `q` in any window of `w` seconds.',
    '"free-day";q=5;w=86400, "free-burst";q=20;w=60',
  ),
}

/** Told with what is charged to a day. */
export const DAY_HEADERS = {
  'X-RateLimit-Limit': header('New pictures a day.', '5', 'integer'),
  'X-RateLimit-Remaining': header('How many of them are left.', '4', 'integer'),
  'X-RateLimit-Used': header('How many were used.', '1', 'integer'),
  'X-RateLimit-Reset': header('When a new day begins, in seconds of the Unix epoch.', '1772409600', 'integer'),
  'X-RateLimit-Resource': header('What is counted.', 'pictures'),
}

export const LOCATION = {
  Location: header(
    'The picture in this API.',
    'https://draw.example/api/v1/pictures/01a3f2c4-7d0e-7b11-9f57-3a1f0c6d2b10',
  ),
}

const RETRY = {
  'Retry-After': header(
    'Seconds to sleep: then the same request succeeds as far as this limit goes.',
    '25200',
    'integer',
  ),
}

const MEANINGS = {
  400: 'The request is malformed.',
  401: 'The token is malformed, unknown, revoked or has ended.',
  403: 'Known, and not allowed.',
  404: 'There is no such thing, or it is not yours to see.',
  409: 'Not possible now.',
  413: 'The body is larger than 64 KiB.',
  415: 'The body is not JSON.',
  422: 'The Idempotency-Key came with another request before.',
  429: 'A limit is reached.',
  500: 'Something broke here. It was noted.',
  503: 'The queue is full, or whoever draws is resting.',
} as const

export type Refusal = keyof typeof MEANINGS

/** What an endpoint may refuse with: these, and what any may. */
export function refusals(...statuses: Refusal[]) {
  return refusalsAs('application/problem+json', problemSchema, statuses)
}

/** The same where OpenAI's clients ask. */
export function openAiRefusals(...statuses: Refusal[]) {
  return refusalsAs('application/json', openAiErrorSchema, statuses)
}

function refusalsAs(type: string, schema: ZodType, statuses: readonly Refusal[]) {
  const all: Refusal[] = [...statuses, 401, 403, 429, 500]
  return Object.fromEntries(
    [...new Set(all)].sort().map((status) => [
      status,
      {
        description: MEANINGS[status],
        headers: { ...LIMIT_HEADERS, ...((status === 429 || status === 503) && RETRY) },
        content: { [type]: { schema } },
      },
    ]),
  )
}

/** A success with JSON. */
export function json<const Schema extends ZodType, const Extra extends object = object>(
  description: string,
  schema: Schema,
  headers?: Extra,
) {
  return {
    description,
    headers: { ...LIMIT_HEADERS, ...headers },
    content: { 'application/json': { schema } },
  }
}
