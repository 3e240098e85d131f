import type { Random } from '../queue/random.ts'
import { encode, pick, TEXTS } from './hostile.ts'
import { sampleOf, spoiltInput } from './sample.ts'
import type { Target } from './targets.ts'

/** A request before it is written; anything in it may be wrong. */
export type Draft = {
  method: string
  path: string
  version: string
  headers: [name: string, value: string][]
  body: Buffer | undefined
}

/** What goes over a socket, and what may come back. */
export type Attempt = {
  target: string
  kind: string
  /** Written one after the other, `pauseMs` apart. */
  parts: Buffer[]
  pauseMs: number
  /** After the last part: wait for the answer, say that nothing more comes, or go away. */
  ending: 'wait' | 'half-close' | 'leave'
  /** The client says it reads JSON: a refusal must be some. */
  wantsJson: boolean
  /** It may be that nothing is answered, for nothing was asked. */
  mayBeIgnored: boolean
}

/** Who may be asking: headers by name of the person. */
export type People = Record<string, Record<string, string>>

const ACCEPT: Record<Target['family'], string> = {
  procedure: 'application/json',
  endpoint: 'application/json',
  page: 'text/html,application/xhtml+xml,*/*;q=0.8',
  file: 'image/webp,image/*;q=0.8',
  auth: 'application/json',
  health: 'application/json',
}

/** A request as it should be but for its input, which may be spoilt and, where it could cost something, is. */
export function draftFor(random: Random, target: Target, people: People): Draft {
  const { schema, family, method, streams } = target
  const spoilt = target.asks || random.next() < 0.5
  const input = schema && (spoilt ? spoiltInput(random, schema, target.asks) : JSON.stringify(sampleOf(schema)))
  const path = fillPath(random, target)
  const person = pick(random, Object.values(people))
  const body = method === 'POST' && input !== undefined ? Buffer.from(input) : undefined
  const query = family === 'procedure' && method === 'GET' && input !== undefined
  return {
    method,
    path: query ? `${path}?input=${encodeURIComponent(input)}` : path,
    version: 'HTTP/1.1',
    headers: [
      ['Host', 'localhost'],
      ['Accept', streams ? 'text/event-stream' : ACCEPT[family]],
      ...Object.entries(person),
      ...(method === 'POST' ? [['Content-Type', 'application/json'] satisfies [string, string]] : []),
    ],
    body: body ?? (method === 'POST' ? Buffer.from('{}') : undefined),
  }
}

/** Something odd in the place of each `{name}`; long texts are cut. */
function fillPath(random: Random, { path }: Target): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'hash') return 'a'.repeat(64)
    if (random.next() < 0.4) return likelyId(random)
    const text = pick(random, TEXTS)
    return encode(text.slice(0, 100))
  })
}

/** Of the right form, and nobody's. */
const likelyId = (random: Random) =>
  `01a3f2c4-7d0e-7b11-9f57-${random.whole(1e11, 9e11).toString(16).padStart(12, '0')}`

/** The bytes of a draft; `Content-Length` and `Connection: close` unless it has its own. Header values are Latin-1. */
export function writeDraft({ method, path, version, headers, body }: Draft, connection = 'close'): Buffer {
  const has = (name: string) => headers.some(([each]) => each.toLowerCase() === name)
  const all = [...headers]
  if (body && !has('content-length') && !has('transfer-encoding')) all.push(['Content-Length', String(body.length)])
  if (!has('connection')) all.push(['Connection', connection])
  const head = `${method} ${path} ${version}\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body ?? Buffer.alloc(0)])
}

/** Sets a header, in place of one of that name. */
export function withHeader(draft: Draft, name: string, value: string): Draft {
  const others = draft.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase())
  return { ...draft, headers: [...others, [name, value]] }
}
