import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { AppError, type ErrorKind } from '../errors.ts'
import { requireScope } from '../identity/require-scope.ts'
import { takeBurst } from '../limits/burst.ts'
import { toProblem } from '../limits/problem.ts'
import type { Context } from './context.ts'

const CODES: Record<ErrorKind, TRPCError['code']> = {
  invalid: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  limit: 'TOO_MANY_REQUESTS',
  capacity: 'SERVICE_UNAVAILABLE',
}

const t = initTRPC.context<Context>().create({
  isDev: false, // stacks never leave the server
  sse: {
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 40_000 },
  },
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: publicError(error).message,
    data: { ...shape.data, problem: toProblem(publicError(error)) },
  }),
})

/** What a client may know of an error: ours as it is, a malformed input as such, and nothing of anything else. */
function publicError(error: TRPCError): Error {
  if (error.cause instanceof AppError) return error.cause
  if (error.cause instanceof ZodError) {
    const issue = error.cause.issues[0]
    const field = issue?.path.map(String).join('.') || 'input'
    return new AppError('invalid', field === 'words' ? 'words' : 'input', issue?.message ?? 'Wrong input', { field })
  }
  if (error.code === 'INTERNAL_SERVER_ERROR') return new Error('Internal error')
  if (error.code === 'NOT_FOUND') return new AppError('not-found', 'input', error.message)
  return new AppError('invalid', 'input', error.message)
}

/** An AppError as the TRPCError that carries its status; anything else stays what it is. */
export function toTrpcError(error: unknown): unknown {
  return error instanceof AppError
    ? new TRPCError({ code: CODES[error.kind], message: error.message, cause: error })
    : error
}

/** Every procedure: an AppError becomes the right status, and its wait is told in the headers. */
const base = t.procedure.use(async ({ ctx, next }) => {
  const result = await next()
  if (result.ok || !(result.error.cause instanceof AppError)) return result
  const { retryAfterSeconds } = result.error.cause.facts
  if (retryAfterSeconds !== undefined) {
    ctx.told.retryAfterSeconds = Math.max(retryAfterSeconds, ctx.told.retryAfterSeconds ?? 0)
  }
  throw toTrpcError(result.error.cause)
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** For asking for pictures: needs the scope `draw`, takes one from the caller's burst of this minute, gives the receipt for it. */
export const askProcedure = base.use(async ({ ctx, next }) => {
  requireScope(ctx.caller, 'draw')
  const receipt = await takeBurst(ctx.services, ctx.caller, 'burst', ctx.told)
  return await next({ ctx: { ...ctx, receipt } })
})

/** For everything else: one from the caller's reads of this minute. What looks needs the scope `read`, what changes `draw`. */
export const readProcedure = base.use(async ({ ctx, type, next }) => {
  requireScope(ctx.caller, type === 'mutation' ? 'draw' : 'read')
  await takeBurst(ctx.services, ctx.caller, 'reads', ctx.told)
  return await next()
})
