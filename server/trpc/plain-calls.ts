import type { IncomingMessage } from 'node:http'
import { type AnyTRPCProcedure, TRPCError } from '@trpc/server'

/** A request of the form all but a few have: JSON queries in a GET, or JSON mutations in a POST, one or a batch. */
export type PlainCalls = {
  type: 'query' | 'mutation'
  isBatch: boolean
  calls: { path: string; procedure: AnyTRPCProcedure }[]
  /** The JSON text all inputs are in; undefined for a query without input. */
  readInput(): Promise<string | undefined>
}

export type PlainBounds = { basePath: string; maxBatch: number; maxBodyBytes: number }

const JSON_TYPE = /^application\/json\s*(;|$)/i

/** What a request calls, without touching its body; undefined for everything that is better left to tRPC's own adapter. */
export function readPlainCalls(
  req: IncomingMessage,
  procedures: ReadonlyMap<string, AnyTRPCProcedure>,
  { basePath, maxBatch, maxBodyBytes }: PlainBounds,
): PlainCalls | undefined {
  const { method, url = '', headers } = req
  const type = method === 'GET' ? 'query' : method === 'POST' ? 'mutation' : undefined
  if (!type || headers['trpc-accept'] !== undefined || headers.accept?.includes('jsonl')) return undefined
  const contentType = headers['content-type']
  if (contentType === undefined ? type === 'mutation' : !JSON_TYPE.test(contentType)) return undefined
  // Without a length (chunked), or with too much of one, the adapter counts as it reads.
  const bodyBytes = Number(headers['content-length'] ?? 'none')
  if (type === 'mutation' ? !(bodyBytes <= maxBodyBytes) : headers['content-length'] !== undefined) return undefined

  const mark = url.indexOf('?')
  const pathname = mark < 0 ? url : url.slice(0, mark)
  if (!pathname.startsWith(basePath) || pathname.includes('%')) return undefined
  const query = mark < 0 ? undefined : new URLSearchParams(url.slice(mark))
  if (query?.has('connectionParams')) return undefined
  const isBatch = query?.get('batch') === '1'
  const path = pathname.slice(basePath.length)
  const paths = isBatch ? path.split(',') : [path]
  if (paths.length > maxBatch) return undefined

  const calls: PlainCalls['calls'] = []
  for (const each of paths) {
    const procedure = procedures.get(each)
    if (procedure?._def.type !== type) return undefined
    calls.push({ path: each, procedure })
  }
  const readInput = async () => (type === 'query' ? query?.get('input') || undefined : await readBody(req))
  return { type, isBatch, calls, readInput }
}

/** As many bytes as Content-Length said: node:http sees to that. Never settles when the client leaves: nobody listens then. */
function readBody(req: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', () => {
      const [first = Buffer.alloc(0)] = parts
      resolve((parts.length === 1 ? first : Buffer.concat(parts)).toString('utf8'))
    })
  })
}

/** Each call's input, by its place in the batch. Throws TRPCError `BAD_REQUEST`, worded as the adapter does. */
export function parseInputs(text: string | undefined, isBatch: boolean): unknown[] | Record<number, unknown> {
  if (text === undefined) return []
  let inputs: unknown
  try {
    inputs = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch (cause) {
    throw new TRPCError({
      code: 'BAD_REQUEST',
      message: cause instanceof Error ? cause.message : 'Invalid input',
      cause,
    })
  }
  if (!isBatch) return [inputs]
  if (isRecord(inputs)) return inputs
  const message = '"input" needs to be an object when doing a batch call'
  throw new TRPCError({ code: 'BAD_REQUEST', message })
}

const isRecord = (value: unknown): value is Record<number, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
