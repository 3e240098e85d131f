import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { createHttpUpstream, type HttpUpstreamConfig } from './http-upstream.ts'
import type { DrawRequest, Upstream } from './types.ts'
import { wordsFor } from './words-for.ts'

/**
 * Any API that answers GET with a picture. `url` is a template: `{prompt}` is replaced, and `{width}`, `{height}`,
 * `{seed}` and `{model}` where they stand. An `apiKey` goes as a bearer token.
 */
export function createWordUpstream(config: HttpUpstreamConfig, clock: Clock): Upstream {
  const headers: Record<string, string> = { accept: 'image/webp, image/png, image/jpeg, image/avif' }
  if (config.apiKey) headers.authorization = `Bearer ${config.apiKey}`
  return createHttpUpstream(
    {
      kind: 'word',
      // The template may hold a key of its own, so the cache knows it by its hash.
      model: `${config.model ?? 'default'} at ${createHash('sha256').update(config.url).digest('hex').slice(0, 16)}`,
      ask: (request) => ({ method: 'GET', url: fillTemplate(config, request), headers }),
      find: (answer) => answer.body,
    },
    config,
    clock,
  )
}

/** One pass over the template, so that words which contain `{seed}` stay words. Braces may come escaped, as URLs do. */
function fillTemplate(config: HttpUpstreamConfig, request: DrawRequest): URL {
  const values = new Map<string, string>([
    ['prompt', segment(wordsFor(request))],
    ['width', String(request.width)],
    ['height', String(request.height)],
    ['seed', String(request.seed)],
    ['model', encodeURIComponent(config.model ?? '')],
  ])
  return new URL(config.url.replace(/(?:\{|%7B)(\w+?)(?:\}|%7D)/gi, (whole, name: string) => values.get(name) ?? whole))
}

/** `.` and `..` alone in a path would climb it, escaped or not: a space after them keeps them words. */
function segment(words: string) {
  return encodeURIComponent(words) + (/^\.{1,2}$/.test(words) ? '%20' : '')
}
