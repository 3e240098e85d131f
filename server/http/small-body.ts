import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.ts'

export const MAX_BODY_BYTES = 64 * 1024

/**
 * For doors whose own body parser has no bound: the length must be said, and be small. Browsers always say it. Throws
 * AppError `invalid/input`.
 */
export function requireSmallBody({ headers }: IncomingMessage) {
  if (headers['transfer-encoding'] !== undefined) {
    throw new AppError('invalid', 'input', 'Say the length of the body: send Content-Length.', {
      field: 'Content-Length',
    })
  }
  if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    throw new AppError('invalid', 'input', `Send at most ${MAX_BODY_BYTES} bytes.`, { field: 'Content-Length' })
  }
}
