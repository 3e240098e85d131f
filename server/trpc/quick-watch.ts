import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AnyTRPCProcedure, type AnyTRPCRouter, getTRPCErrorFromUnknown, type TRPCError } from '@trpc/server'
import type { Clock } from '../clock.ts'
import { toTrpcError } from './init.ts'
import { createPings } from './pings.ts'
import { parseInputs } from './plain-calls.ts'
import { connectedFrame, errorFrame, WatchStream } from './watch-stream.ts'
import { WatchSubscription } from './watch-subscription.ts'

type Listener = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>

export type QuickWatchParts<Context> = {
  router: AnyTRPCRouter
  basePath: string
  clock: Pick<Clock, 'timer'>
  createContext(req: IncomingMessage): Promise<Context>
  headersOf(context: Context): Record<string, string>
  onError(error: TRPCError, path: string): void
  /** For everything that is not a plain subscription. */
  otherwise: Listener
}

/** tRPC's own headers of a stream; ours are joined to its Cache-Control as the adapter joins them. */
const SSE_HEADERS = {
  vary: 'trpc-accept, accept',
  'content-type': 'text/event-stream',
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
}
const SSE_CACHE_CONTROL = 'no-cache, no-transform'

/**
 * tRPC's server-sent events for `pictures.watch`, written straight into the response: no Request, Response, web streams,
 * generators, abort signals or timers for each watcher, which weigh seven times the connection itself. The bytes are those
 * of the adapter; quick-watch.test.ts compares them.
 */
export function createQuickWatch<Context>(parts: QuickWatchParts<Context>): Listener {
  const { router, createContext, headersOf, onError, otherwise } = parts
  const config = router._def._config
  const subscriptions = new Map<string, AnyTRPCProcedure>(
    Object.entries<AnyTRPCProcedure>(router._def.procedures).filter(([, { _def }]) => _def.type === 'subscription'),
  )
  const pings = createPings(parts.clock, config.sse?.ping)
  const connected = connectedFrame(config.sse?.client)

  /** What all streams of a procedure share: an open one keeps nothing of its request alive. */
  const streamParts = (path: string) => ({
    ...{ connected, pings },
    refuse(cause: unknown) {
      const error = getTRPCErrorFromUnknown(toTrpcError(cause))
      onError(error, path)
      return errorFrame(config, error, path)
    },
  })
  const known = new Map([...subscriptions.keys()].map((path) => [path, streamParts(path)]))
  const partsOf = (path: string) => known.get(path) ?? streamParts(path)

  const subscribe = async (call: Call, ctx: Context): Promise<WatchSubscription | TRPCError> => {
    const { path, procedure } = call
    try {
      const getRawInput = async () => parseInputs(call.input, false)
      const subscription: unknown = await procedure({
        ...{ path, type: 'subscription', ctx, batchIndex: 0 },
        ...{ getRawInput: async () => Object.values(await getRawInput())[0], signal: undefined },
      })
      if (subscription instanceof WatchSubscription) return subscription
      throw new TypeError(`${path} is a subscription of another kind`)
    } catch (cause) {
      return getTRPCErrorFromUnknown(cause)
    }
  }

  return async (req, res) => {
    const call = readSubscription(req, subscriptions, parts.basePath)
    if (!call) return await otherwise(req, res)
    let ctx: Context
    try {
      ctx = await createContext(req)
    } catch {
      return await otherwise(req, res) // it fails there again, and the refusal has tRPC's form
    }
    const subscription = await subscribe(call, ctx)
    if (res.destroyed) return
    const { 'Cache-Control': cacheControl, ...headers } = headersOf(ctx)
    const joined = [SSE_CACHE_CONTROL, ...(cacheControl ? [cacheControl] : [])].join(', ')
    res.writeHead(200, { ...SSE_HEADERS, 'cache-control': joined, ...headers })
    const shared = partsOf(call.path)
    if (subscription instanceof WatchSubscription) WatchStream.open(res, subscription, shared)
    else res.end(connected + shared.refuse(subscription))
  }
}

type Call = { path: string; procedure: AnyTRPCProcedure; input: string | undefined }

/** Which subscription a request asks for; undefined for all but the form that browsers send. */
function readSubscription(
  { method, url = '', headers }: IncomingMessage,
  subscriptions: ReadonlyMap<string, AnyTRPCProcedure>,
  basePath: string,
): Call | undefined {
  const mark = url.indexOf('?')
  const pathname = mark < 0 ? url : url.slice(0, mark)
  const path = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : ''
  const procedure = subscriptions.get(path)
  if (!procedure || method !== 'GET') return undefined
  if (headers['trpc-accept'] !== undefined || headers.accept?.includes('jsonl')) return undefined
  if (headers['content-type'] !== undefined || headers['content-length'] !== undefined) return undefined
  if (headers['transfer-encoding'] !== undefined || headers['last-event-id'] !== undefined) return undefined
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark))
  for (const name of query.keys()) if (name !== 'input') return undefined
  return { path, procedure, input: query.get('input') || undefined }
}
