import { describe, expect, test } from 'vitest'
import { AppError, type ErrorKind, type Reason } from '../errors.ts'
import { toProblem } from './problem.ts'

const KINDS = {
  ...{ invalid: 400, unauthenticated: 401, forbidden: 403, 'not-found': 404, conflict: 409, limit: 429, capacity: 503 },
} as const satisfies Record<ErrorKind, number>

/** Every reason there is: a new one does not compile until it is here. */
const REASONS = Object.keys({
  ...{ 'daily-quota': 0, 'daily-cap': 0, burst: 0, 'waiting-cap': 0, 'queue-full': 0, 'upstream-paused': 0 },
  ...{
    'upstream-failed': 0,
    storage: 0,
    tier: 0,
    moderation: 0,
    words: 0,
    input: 0,
    'sign-in': 0,
    scope: 0,
    credentials: 0,
  },
  ...{
    'email-taken': 0,
    link: 0,
    'no-mail': 0,
    'accounts-per-address': 0,
    'token-unknown': 0,
    'token-redeemed': 0,
    'token-count': 0,
    'token-of-operator': 0,
    'not-yours': 0,
  },
  ...{ 'idempotency-key-reused': 0, 'no-such-picture': 0, 'too-late': 0, withdrawn: 0, origin: 0 },
  ...{ 'no-sketch': 0, 'no-such-offer': 0 },
} satisfies Record<Reason, 0>) as Reason[]

describe('a problem', () => {
  test.each(Object.entries(KINDS) as [ErrorKind, number][])(
    'of kind %s has status %d with every reason',
    (kind, status) => {
      for (const reason of REASONS) {
        const problem = toProblem(new AppError(kind, reason, 'what happened'))
        expect(problem).toMatchObject({ status, reason, detail: 'what happened', charged: false })
        expect(problem.title).toMatch(/^\S.*[^.\s]$/)
        expect(problem.type).toMatch(/^(about:blank|https:\/\/iana\.org\/assignments\/http-problem-types#[a-z-]+)$/)
        expect(problem.type !== 'about:blank').toBe(kind === 'limit' || kind === 'capacity')
      }
    },
  )

  test('is what limits.md shows for a used-up day', () => {
    const facts = { violatedPolicies: ['free-day'], limit: 5, used: 5, remaining: 0, retryAfterSeconds: 25_200 }
    const error = new AppError('limit', 'daily-quota', '5 of 5 used.', { ...facts, signIn: '/sign-in' })
    expect(JSON.parse(JSON.stringify(toProblem(error)))).toEqual({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      title: "Today's pictures are used up",
      status: 429,
      detail: '5 of 5 used.',
      reason: 'daily-quota',
      'violated-policies': ['free-day'],
      ...{ limit: 5, used: 5, remaining: 0, retryAfterSeconds: 25_200, charged: false, signIn: '/sign-in' },
    })
  })

  test('tells nothing of an error that is not ours, nor of what caused one that is', () => {
    for (const error of [new Error('password=hunter2'), 'text', undefined, { detail: 'x' }]) {
      const problem = toProblem(error)
      expect(problem).toMatchObject({ status: 500, reason: 'internal', charged: false })
      expect(JSON.stringify(problem)).not.toContain('hunter2')
    }
    const caused = new AppError('capacity', 'storage', 'full', {}, new Error('/secret/path'))
    expect(JSON.stringify(toProblem(caused))).not.toContain('secret')
  })
})
