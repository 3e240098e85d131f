import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../errors.ts'

/** Keys a client may choose: what fits a header, and is long enough not to be another's by chance. */
const KEY = /^[\x21-\x7e]{8,255}$/

/** For the document; read by `readIdempotencyKey`, since validating all headers for one costs as much as the body. */
export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description:
    'Made by you, new for each request. For 24 hours the same key with the same body is answered with the same pictures, and nothing is charged again; with another body it is refused with 422.',
  schema: {
    type: 'string' as const,
    minLength: 8,
    maxLength: 255,
    examples: ['5f2c1d9e-3a77-4b62-9d0f-6f1f6f0c9a11'],
  },
}

export const PREFER = {
  name: 'Prefer',
  in: 'header' as const,
  required: false,
  description: '`wait=SECONDS`, or `respond-async` for an answer at once. Told back in Preference-Applied.',
  schema: { type: 'string' as const, examples: ['wait=60'] },
}

/** The key a request brings, if any. Throws AppError `invalid/input` for one that cannot be a key. */
export function readIdempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && KEY.test(key)) return key
  throw new AppError('invalid', 'input', 'Idempotency-Key: use 8 to 255 printable characters, without spaces.', {
    field: 'Idempotency-Key',
  })
}
