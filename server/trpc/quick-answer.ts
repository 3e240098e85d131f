import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type AnyTRPCProcedure,
  type AnyTRPCRouter,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  type TRPCError,
} from '@trpc/server'
import { getHTTPStatusCode } from '@trpc/server/http'
import { type PlainBounds, type PlainCalls, parseInputs, readPlainCalls } from './plain-calls.ts'

type Listener = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>

export type QuickParts<Context> = PlainBounds & {
  router: AnyTRPCRouter
  createContext(req: IncomingMessage): Promise<Context>
  /** Once all calls have run, so that they can tell what they learnt. */
  headersOf(context: Context): Record<string, string>
  onError(error: TRPCError, path: string): void
  /** tRPC's own adapter; whatever is not plain is its to answer. */
  adapter: Listener
}

/**
 * tRPC's wire format for plain JSON calls, answered without a Request and a Response in between, which cost five times the
 * call itself. Status, headers and body are those of the adapter, to the byte; quick-answer.test.ts compares them.
 */
export function createQuickAnswer<Context>(parts: QuickParts<Context>): Listener {
  const { router, createContext, headersOf, onError, adapter } = parts
  const procedures = new Map<string, AnyTRPCProcedure>(Object.entries(router._def.procedures))
  const config = router._def._config

  /** Runs one call of a request; what it returns is its part of the answer. */
  const run = async (
    { type, calls }: PlainCalls,
    index: number,
    inputs: () => ReturnType<typeof parseInputs>,
    ctx: Context,
  ) => {
    const { path, procedure } = calls[index] ?? {}
    if (!path || !procedure) throw new RangeError('a call that was not made')
    try {
      const getRawInput = async () => inputs()[index]
      const data: unknown = await procedure({ path, type, ctx, getRawInput, signal: undefined, batchIndex: index })
      return { result: { data } }
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause)
      onError(error, path)
      return { error: getTRPCErrorShape({ config, error, type, path, input: undefined, ctx }) }
    }
  }

  const answer = async (plain: PlainCalls, ctx: Context, res: ServerResponse) => {
    const text = await plain.readInput()
    let parsed: ReturnType<typeof parseInputs> | undefined
    const inputs = () => {
      parsed ??= parseInputs(text, plain.isBatch)
      return parsed
    }
    const answers = await Promise.all(plain.calls.map((_call, index) => run(plain, index, inputs, ctx)))
    const body = JSON.stringify(plain.isBatch ? answers : answers[0])
    res.writeHead(getHTTPStatusCode(answers), {
      vary: 'trpc-accept, accept',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...headersOf(ctx),
    })
    res.end(body)
  }

  return async (req, res) => {
    const plain = readPlainCalls(req, procedures, parts)
    if (!plain) return await adapter(req, res)
    let ctx: Context
    try {
      ctx = await createContext(req)
    } catch {
      return await adapter(req, res) // it fails there again, and the refusal has tRPC's form
    }
    await answer(plain, ctx, res)
  }
}
