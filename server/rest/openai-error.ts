import type { Problem } from '../limits/problem.ts'

/** Where clients of OpenAI's API ask: its endpoints here, and those they may take for granted. */
const OPENAI_PATHS =
  /^\/(images|models|engines|chat|completions|responses|embeddings|audio|moderations|files|batches|assistants|threads|videos)(\/|$)/

export const isOpenAiPath = (path: string) => OPENAI_PATHS.test(path)

/** An error as OpenAI's clients read it. `reason` and the wait are ours: other clients pass them over. */
export type OpenAiError = {
  message: string
  type: string
  code: string
  param: string | null
  reason: Problem['reason']
  retryAfterSeconds?: number
}

const TYPES: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
  500: 'server_error',
  503: 'server_error',
}

const CODES: Partial<Record<Problem['reason'], string>> = {
  credentials: 'invalid_api_key',
  burst: 'rate_limit_exceeded',
  'waiting-cap': 'rate_limit_exceeded',
  'daily-quota': 'insufficient_quota',
  'daily-cap': 'insufficient_quota',
  moderation: 'content_policy_violation',
  'queue-full': 'server_overloaded',
}

export function toOpenAiError({ status, detail, reason, field, retryAfterSeconds }: Problem): OpenAiError {
  return {
    message: detail,
    type: TYPES[status] ?? 'invalid_request_error',
    code: status === 404 && field === 'model' ? 'model_not_found' : (CODES[reason] ?? reason.replaceAll('-', '_')),
    param: field ?? null,
    reason,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  }
}
