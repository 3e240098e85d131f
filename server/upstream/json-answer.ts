import type { z } from 'zod'
import type { Answer } from './http-call.ts'
import { UpstreamError } from './types.ts'

/** The body as JSON of the given form; `bad-response` when it is something else. */
export function jsonOf<T>(answer: Answer, form: z.ZodType<T>): T {
  try {
    return form.parse(JSON.parse(answer.body.toString('utf8')))
  } catch {
    throw new UpstreamError('bad-response', 'the answer is not the JSON that was expected')
  }
}

/** The bytes of base64 with or without a `data:` prefix. What is no base64 ends as bytes that are no picture. */
export function bytesOfBase64(text: string): Buffer {
  const comma = text.startsWith('data:') ? text.indexOf(',') + 1 : 0
  return Buffer.from(text.slice(comma), 'base64')
}
