import type { IncomingMessage, ServerResponse } from 'node:http'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { type LimitsTold, limitHeaders } from '../limits/headers.ts'
import { MAX_BATCH } from '../limits/tiers.ts'
import type { Services } from '../services.ts'
import { toTrpcError } from './init.ts'
import { appRouter } from './router.ts'

export const TRPC_PATH = '/api/trpc/'
const MAX_BODY_BYTES = 64 * 1024

/** tRPC on its own Node adapter: JSON, at most 10 calls in a batch and 64 KiB in a body. */
export function createTrpcHandler(services: Services): (req: IncomingMessage, res: ServerResponse) => void {
  const { clock, log, identity } = services
  return createHTTPHandler({
    router: appRouter,
    basePath: TRPC_PATH,
    maxBatchSize: MAX_BATCH,
    maxBodySize: MAX_BODY_BYTES,
    createContext: async ({ req }) => {
      const told: LimitsTold = { minutes: [] }
      try {
        const socketAddress = req.socket.remoteAddress
        const caller = await identity.identify({ headers: req.headers, ...(socketAddress && { socketAddress }) })
        return { services, caller, told }
      } catch (error) {
        throw toTrpcError(error)
      }
    },
    responseMeta: ({ ctx }) => ({
      headers: new Headers({ 'Cache-Control': 'no-store', ...(ctx && limitHeaders(ctx.told, clock.now())) }),
    }),
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') log.error({ room: 'trpc', path, error }, 'a procedure broke')
    },
  })
}
