import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError } from '../errors.ts'
import { type Problem, toProblem } from '../limits/problem.ts'
import { OWN_STATUS } from '../limits/reason-kinds.ts'
import type { RestContext } from './context.ts'
import { HttpRefusal } from './http-refusal.ts'
import { isOpenAiPath, toOpenAiError } from './openai-error.ts'

/** An error as the answer a client of this path reads: OpenAI's form where its clients ask, else problem+json. */
export function refuse(c: RestContext, thrown: unknown): Response {
  const error = thrown instanceof HTTPException ? malformed(thrown) : thrown
  const problem = withStatus(toProblem(error), error)
  if (error instanceof AppError && problem.retryAfterSeconds !== undefined) {
    const told = c.get('told')
    told.retryAfterSeconds = Math.max(problem.retryAfterSeconds, told.retryAfterSeconds ?? 0)
  }
  const headers = {
    ...(error instanceof HttpRefusal && error.headers),
    ...(problem.status === 401 && { 'WWW-Authenticate': 'Bearer realm="drawbridge"' }),
  }
  const status = problem.status as ContentfulStatusCode
  if (isOpenAiPath(c.req.path)) {
    return c.json({ error: toOpenAiError(problem) }, status, { ...headers, ...shouldRetry(problem) })
  }
  return c.body(JSON.stringify(problem), status, { ...headers, 'Content-Type': 'application/problem+json' })
}

/** Hono's own refusals of what it could not read. */
const malformed = ({ status, message }: HTTPException) =>
  status === 415
    ? new HttpRefusal(415, 'Send JSON: Content-Type must be application/json.', { field: 'Content-Type' })
    : new AppError('invalid', 'input', status === 400 ? 'The body is not JSON.' : message, { field: 'body' })

function withStatus(problem: Problem, error: unknown): Problem {
  if (error instanceof HttpRefusal) return { ...problem, status: error.status }
  return { ...problem, status: OWN_STATUS[problem.reason] ?? problem.status }
}

/** OpenAI's clients try again by themselves, but sleep a minute at most: told not to, they say at once what is the matter. */
const LONGEST_SLEEP_SECONDS = 60

function shouldRetry({ status, retryAfterSeconds }: Problem): Record<string, string> {
  const useless = status === 409 || (retryAfterSeconds ?? 0) > LONGEST_SLEEP_SECONDS
  return useless ? { 'x-should-retry': 'false' } : {}
}
