import type { IncomingMessage } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { AppError } from '../errors.ts'
import { MAX_BODY_BYTES } from '../http/small-body.ts'
import type { RestEnv } from './context.ts'
import { HttpRefusal } from './http-refusal.ts'

const JSON_TYPE = /^application\/json\s*(;|$)/i

/** For endpoints with a body. Hono reads one once, without bounds: this is the once, with its bounds. */
export const withBody: MiddlewareHandler<RestEnv> = async (c, next) => {
  Object.assign(c.req.bodyCache, { text: Promise.resolve(await readBody(c.env.incoming)) })
  await next()
}

/** A request's body as text. Throws a refusal with 415 unless it says it is JSON, 413 beyond 64 KiB, 400 unless it is UTF-8. */
async function readBody(incoming: IncomingMessage): Promise<string> {
  if (!JSON_TYPE.test(incoming.headers['content-type'] ?? '')) {
    throw new HttpRefusal(415, 'Send JSON: Content-Type must be application/json.', { field: 'Content-Type' })
  }
  if (Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge()
  const bytes = await readBytes(incoming)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('invalid', 'input', 'The body is not UTF-8.', { field: 'body' })
  }
}

function readBytes(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (incoming.destroyed) return reject(endedEarly())
    const parts: Buffer[] = []
    let size = 0
    incoming.on('data', (part: Buffer) => {
      size += part.length
      if (size > MAX_BODY_BYTES) reject(tooLarge())
      else parts.push(part)
    })
    incoming.on('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
    incoming.on('close', () => reject(endedEarly())) // too late to matter once it has ended
  })
}

const endedEarly = () => new AppError('invalid', 'input', 'The body ended early.', { field: 'body' })

/** What is left of such a body is not waited for. */
const tooLarge = () =>
  new HttpRefusal(413, `Send at most ${MAX_BODY_BYTES} bytes.`, { field: 'Content-Length' }, { Connection: 'close' })
