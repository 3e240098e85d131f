import type { ServerResponse } from 'node:http'
import { type Problem, toProblem } from '../limits/problem.ts'

/** Answers with problem+json (RFC 9457); never stored, with Retry-After where there is a wait. */
export function sendProblem(res: ServerResponse, error: unknown, status?: number) {
  const problem: Problem = { ...toProblem(error), ...(status && { status }) }
  if (res.headersSent) return void res.destroy()
  res.writeHead(problem.status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(problem.retryAfterSeconds !== undefined && { 'Retry-After': String(problem.retryAfterSeconds) }),
  })
  res.end(JSON.stringify(problem))
}
