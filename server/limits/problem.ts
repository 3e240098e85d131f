import { AppError, type ErrorKind, type Reason } from '../errors.ts'

/** A refusal as programs read it: RFC 9457 with the fields of limits.md. `reason` decides what a person is told. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  reason: Reason | 'internal'
  /** Never charged: whatever was refused cost nothing. */
  charged: false
  'violated-policies'?: string[]
  limit?: number
  used?: number
  remaining?: number
  retryAfterSeconds?: number
  signIn?: string
  field?: string
  scope?: string
}

const REGISTRY = 'https://iana.org/assignments/http-problem-types'

/** HTTP status and title of each kind. A full queue or an upstream that is down is ours: 503, not 429. */
const KINDS: Record<ErrorKind, { status: number; title: string; type?: string }> = {
  invalid: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Not possible now' },
  limit: { status: 429, title: 'A limit is reached', type: `${REGISTRY}#quota-exceeded` },
  capacity: { status: 503, title: 'No capacity right now', type: `${REGISTRY}#temporary-reduced-capacity` },
}

const TITLES: Partial<Record<Reason, string>> = {
  'daily-quota': "Today's pictures are used up",
  'daily-cap': "The service's pictures for today are used up",
  burst: 'Too many at once',
  'waiting-cap': 'Your pictures on the way are at their limit',
  'queue-full': 'The queue is full',
  'upstream-paused': 'The upstream is paused',
}

/** Any error as a problem. What is not an AppError is our fault and says nothing about its inside. */
export function toProblem(error: unknown): Problem {
  if (!(error instanceof AppError)) {
    const detail = 'Something broke on our side. It was noted; nothing was charged. Please try again.'
    return { type: 'about:blank', title: 'Internal error', status: 500, detail, reason: 'internal', charged: false }
  }
  const { status, title, type = 'about:blank' } = KINDS[error.kind]
  const { violatedPolicies, ...facts } = error.facts
  return {
    type,
    title: TITLES[error.reason] ?? title,
    status,
    detail: error.message,
    reason: error.reason,
    charged: false,
    ...(violatedPolicies && { 'violated-policies': violatedPolicies }),
    ...facts,
  }
}
