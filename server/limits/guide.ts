import { AppError, type ErrorKind, type Reason } from '../errors.ts'
import { LIMIT_HEADERS, type LimitHeader, limitHeaders } from './headers.ts'
import { type Problem, toProblem } from './problem.ts'
import { quotaPolicies, quotaRefusal } from './quota.ts'
import { OWN_STATUS, REASON_KINDS } from './reason-kinds.ts'
import { TIERS, type Tier, type Tiers } from './tiers.ts'

/** What a policy's name in headers and refusals stands for. */
type GuidedPolicy = {
  policy: string
  counts: 'day' | 'asked' | 'reads' | 'free-accounts' | 'net56' | 'net48' | 'house'
  tier?: Tier
  limit: number
  windowSeconds: number
}

type Answer = { status: number; headers: Record<string, string>; problem?: Problem }

/** What the page about limits tells besides the table of tiers; made from what is enforced and sent. */
export type LimitsGuide = {
  policies: GuidedPolicy[]
  /** How far back the limits of a minute look. */
  minuteSeconds: number
  headers: { name: LimitHeader; example: string }[]
  /** An answer that served, and one that refused. */
  served: Answer
  refused: Answer
  fields: (keyof Problem)[]
  reasons: { reason: Reason; kind: ErrorKind; statuses: number[] }[]
}

/** Each field of a refusal; the type insists on all. */
const FIELDS: Record<keyof Problem, true> = {
  ...{ type: true, title: true, status: true, detail: true, reason: true, charged: true, 'violated-policies': true },
  ...{ limit: true, used: true, remaining: true, retryAfterSeconds: true, signIn: true, field: true, scope: true },
}

const DAY_SECONDS = 86_400
/** A moment for examples, seven hours before a new day. */
const EXAMPLE_MS = Date.parse('2026-03-01T17:00:00Z')
const EXAMPLE_RESETS_SECONDS = 7 * 3_600

/** Writes the guide for these tiers. */
export function limitsGuide({ tiers, dailyCap }: { tiers: Tiers; dailyCap: number | undefined }): LimitsGuide {
  const { served, refused } = exampleAnswers(tiers)
  const examples = { ...served.headers, ...refused.headers }
  return {
    policies: policiesOf(tiers, dailyCap),
    minuteSeconds: tiers.free.burst.windowSeconds,
    headers: LIMIT_HEADERS.map((name) => ({ name, example: examples[name] ?? '' })),
    served,
    refused,
    fields: Object.keys(FIELDS) as (keyof Problem)[],
    reasons: Object.entries(REASON_KINDS).map(([name, kinds]) => {
      const reason = name as Reason // the keys of that record
      return {
        reason,
        kind: kinds[0] ?? 'invalid',
        statuses: [...new Set(kinds.map((kind) => statusOf(kind, reason)))],
      }
    }),
  }
}

function policiesOf(tiers: Tiers, dailyCap: number | undefined): GuidedPolicy[] {
  const own = TIERS.flatMap((tier): GuidedPolicy[] => {
    const { daily, burst, reads } = tiers[tier]
    return [
      { policy: daily.policy, counts: 'day', tier, limit: daily.limit, windowSeconds: DAY_SECONDS },
      { policy: burst.name, counts: 'asked', tier, limit: burst.limit, windowSeconds: burst.windowSeconds },
      { policy: reads.name, counts: 'reads', tier, limit: reads.limit, windowSeconds: reads.windowSeconds },
    ]
  })
  const shared = quotaPolicies(tiers, dailyCap).map((policy) => ({ ...policy, windowSeconds: DAY_SECONDS }))
  return [...own, ...shared]
}

/** What a free caller is told on their second picture of a day, and on one too many. */
function exampleAnswers(tiers: Tiers): { served: Answer; refused: Answer } {
  const { daily, burst } = tiers.free
  const told = (used: number, taken: number) => ({
    daily: {
      ...{ policy: daily.policy, limit: daily.limit, used, remaining: daily.limit - used },
      resetsInSeconds: EXAMPLE_RESETS_SECONDS,
    },
    minutes: [
      {
        policy: burst,
        decision: {
          ...{ allowed: true, limit: burst.limit, remaining: burst.limit - taken },
          ...{ retryAfterSeconds: 0, resetSeconds: burst.windowSeconds },
        },
      },
    ],
  })
  const bound = { policy: daily.policy, limit: daily.limit }
  const problem = toProblem(quotaRefusal(bound, { tier: 'free' }, daily.limit, EXAMPLE_RESETS_SECONDS))
  const { retryAfterSeconds } = problem
  return {
    served: { status: 202, headers: limitHeaders(told(Math.min(2, daily.limit), 2), EXAMPLE_MS) },
    refused: {
      status: problem.status,
      headers: limitHeaders({ ...told(daily.limit, 1), ...(retryAfterSeconds && { retryAfterSeconds }) }, EXAMPLE_MS),
      problem,
    },
  }
}

const statusOf = (kind: ErrorKind, reason: Reason): number =>
  OWN_STATUS[reason] ?? toProblem(new AppError(kind, reason, '')).status
