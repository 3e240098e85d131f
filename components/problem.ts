import type { Reason } from '@/server/errors'

/** A refusal as the service words it for programs; people read the catalogue's sentence for its `reason`. */
export type Problem = {
  status: number
  title: string
  detail: string
  reason: Reason
  violatedPolicies?: string[]
  limit?: number
  used?: number
  remaining?: number
  retryAfterSeconds?: number
  charged: false
  signIn?: string
  field?: string
}

/** The refusal inside a failed call, or undefined when there was no answer or an unexpected one. */
export function problemOf(error: unknown): Problem | undefined {
  if (!isRecord(error) || !isRecord(error.data)) return undefined
  return isProblem(error.data.problem) ? error.data.problem : undefined
}

function isProblem(value: unknown): value is Problem {
  return isRecord(value) && typeof value.reason === 'string'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
