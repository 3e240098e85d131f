import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TRPCError } from '@trpc/server'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { type LimitsTold, limitHeaders } from '../limits/headers.ts'
import { MAX_BATCH } from '../limits/tiers.ts'
import type { Services } from '../services.ts'
import type { Context } from './context.ts'
import { toTrpcError } from './init.ts'
import { createQuickAnswer } from './quick-answer.ts'
import { createQuickWatch } from './quick-watch.ts'
import { appRouter } from './router.ts'

export const TRPC_PATH = '/api/trpc/'
const MAX_BODY_BYTES = 64 * 1024

/** tRPC over JSON, at most 10 calls in a batch and 64 KiB in a body; plain calls and streams the quick way, all else by tRPC's adapter. */
export function createTrpcHandler(
  services: Services,
): (req: IncomingMessage, res: ServerResponse) => void | Promise<void> {
  const { clock, log, identity } = services

  const createContext = async (req: IncomingMessage): Promise<Context> => {
    const told: LimitsTold = { minutes: [] }
    try {
      const socketAddress = req.socket.remoteAddress
      const caller = await identity.identify({ headers: req.headers, ...(socketAddress && { socketAddress }) })
      return { services, caller, told }
    } catch (error) {
      throw toTrpcError(error)
    }
  }
  const headersOf = (ctx?: Context) => ({
    'Cache-Control': 'no-store',
    ...(ctx && limitHeaders(ctx.told, clock.now())),
  })
  const onError = (error: TRPCError, path?: string) => {
    if (error.code === 'INTERNAL_SERVER_ERROR') log.error({ room: 'trpc', path, error }, 'a procedure broke')
  }

  const adapter = createHTTPHandler({
    router: appRouter,
    basePath: TRPC_PATH,
    maxBatchSize: MAX_BATCH,
    maxBodySize: MAX_BODY_BYTES,
    createContext: ({ req }) => createContext(req),
    // Of a request it cannot read at all, tRPC does not say that its refusal is JSON.
    responseMeta: ({ ctx, info }) => ({
      headers: new Headers({ ...headersOf(ctx), ...(!info && { 'Content-Type': 'application/json' }) }),
    }),
    onError: ({ error, path }) => onError(error, path),
  })
  const bounds = { basePath: TRPC_PATH, maxBatch: MAX_BATCH, maxBodyBytes: MAX_BODY_BYTES }
  const otherwise = createQuickAnswer({ router: appRouter, ...bounds, createContext, headersOf, onError, adapter })
  const basePath = TRPC_PATH
  return createQuickWatch({ router: appRouter, basePath, clock, createContext, headersOf, onError, otherwise })
}
