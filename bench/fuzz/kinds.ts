import type { Random } from '../queue/random.ts'
import { cutOff, garbage, oldAndPipelined, slowHead } from './connections.ts'
import { strangeCredentials } from './credentials.ts'
import { type Attempt, type Draft, draftFor, type People, withHeader, writeDraft } from './draft.ts'
import { HEADER_VALUES, pick, READ_HEADERS } from './hostile.ts'
import { asBatch, PATHS, withQuery } from './paths.ts'
import { spoiltInput } from './sample.ts'
import type { Target } from './targets.ts'

/** What is sent and how; the rest of an attempt follows from the target. */
export type Made = Pick<Attempt, 'parts'> & Partial<Pick<Attempt, 'pauseMs' | 'ending' | 'mayBeIgnored'>>
type Make = (random: Random, draft: Draft, target: Target) => Made

const whole = (draft: Draft): Made => ({ parts: [writeDraft(draft)] })

const METHODS = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'POST', 'GET']
const NO_METHODS = ['FOO', 'get', 'GET\u0000', 'GETGETGETGET', '', '__proto__', 'PRI']
const CONTENT_TYPES = [
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'multipart/form-data'],
  ...['application/json; charset=utf-16', 'application/json;charset=', 'application/jsonx', 'application/octet-stream'],
  ...['application/problem+json', 'application/json, text/plain', '', ';', 'json', '*/*', 'x'.repeat(3_000)],
]
const ENCODINGS = ['gzip', 'br', 'deflate', 'identity', 'nonsense', 'gzip, gzip']

/** JSON that is none, or not to be read. */
function brokenText(random: Random, draft: Draft): Draft {
  const text = draft.body ?? Buffer.from('{"words":"a boat"}')
  const body = pick(random, [
    ...[text.subarray(0, random.whole(0, Math.max(0, text.length - 1))), Buffer.concat([text, Buffer.from('}')])],
    ...[Buffer.from([0xff, 0xfe, 0x7b, 0x00]), Buffer.from('{"words":"\xc3\x28\xed\xa0\x80"}', 'latin1')],
    ...[Buffer.from('\ufeff{"words":1}'), Buffer.from('{words:1}'), Buffer.from("{'words':1}"), Buffer.from('NaN')],
    ...[Buffer.from('{"words":1,"words":2,}'), Buffer.from('[1,]'), Buffer.from('\u0000'), Buffer.alloc(0)],
    ...[
      Buffer.from(' '.repeat(60_000)),
      Buffer.alloc(70_000, '['),
      Buffer.alloc(200_000, 'x'),
      Buffer.from(`"${'x'.repeat(66_000)}`),
    ],
    ...[Buffer.from(`${'['.repeat(20_000)}`), Buffer.from('{"words":01}'), Buffer.from('{"words":"\n"}')],
  ])
  return { ...draft, method: 'POST', body: Buffer.from(body) }
}

const RANGES = [
  'bytes=',
  'bytes=-',
  'bytes=5-2',
  'bytes=-0',
  'bytes=0-1,2-3',
  'lines=1-2',
  'bytes=99999999999999999999-',
]
const TAGS = ['*', '"', 'W/', 'W/"x', '"a","b', ','.repeat(2_000), '""', 'null', '"\u00ff"']
const PREFERENCES = [
  'wait',
  'wait=',
  'wait=-1',
  'wait=1e9',
  'wait="',
  'respond-async;;',
  'wait=0, wait=1',
  ','.repeat(900),
]

/** Every kind of request that is not as it should be. */
export const KINDS: Record<string, Make> = {
  'wrong values': (random, draft, target) =>
    whole(draft.body ? { ...draft, body: Buffer.from(spoiltInput(random, target.schema ?? {}, target.asks)) } : draft),
  'not JSON': (random, draft) => whole(brokenText(random, draft)),
  'content type': (random, draft) => {
    const typed = withHeader(draft, 'Content-Type', pick(random, CONTENT_TYPES))
    return whole(random.next() < 0.3 ? withHeader(typed, 'Content-Encoding', pick(random, ENCODINGS)) : typed)
  },
  method: (random, draft) => whole({ ...draft, method: pick(random, METHODS) }),
  'no method': (random, draft) => whole({ ...draft, method: pick(random, NO_METHODS) }),
  path: (random, draft) => whole({ ...draft, path: pick(random, PATHS)(draft.path) }),
  query: (random, draft, target) => whole(withQuery(random, draft, target)),
  batch: (random, draft, target) =>
    whole(target.family === 'procedure' ? asBatch(random, draft, target) : withQuery(random, draft, target)),
  'strange headers': (random, draft) => {
    let odd = draft
    for (let i = random.whole(1, 3); i > 0; i--) {
      odd = withHeader(odd, pick(random, READ_HEADERS), pick(random, HEADER_VALUES))
    }
    return whole(odd)
  },
  'many headers': (random, draft) => {
    const count = pick(random, [90, 500, 1_500, 2_500])
    const more = Array.from({ length: count }, (_, i): [string, string] => [
      random.next() < 0.5 ? `X-${i}` : 'X-Same',
      'x',
    ])
    return whole({ ...draft, headers: [...draft.headers, ...more] })
  },
  ranges: (random, draft) =>
    whole(
      pick(random, [
        withHeader(draft, 'Range', pick(random, RANGES)),
        withHeader(draft, 'If-None-Match', pick(random, TAGS)),
        withHeader(draft, 'If-Range', pick(random, TAGS)),
        withHeader(draft, 'Prefer', pick(random, PREFERENCES)),
        withHeader(draft, 'Expect', pick(random, ['100-continue', '200-ok', ''])),
        withHeader(draft, 'Idempotency-Key', pick(random, HEADER_VALUES)),
      ]),
    ),
  credentials: (random, draft) => whole(strangeCredentials(random, draft)),
  events: (random, draft) =>
    whole(
      withHeader(
        withHeader(draft, 'Accept', pick(random, ['text/event-stream', 'text/event-stream;q=x', 'application/jsonl'])),
        'Last-Event-ID',
        pick(random, [...HEADER_VALUES, '-5', '99999999999999999999']),
      ),
    ),
  'cut off': cutOff,
  'old and pipelined': oldAndPipelined,
  'slow head': slowHead,
  garbage,
}
/** Slow ones wait, and garbage never gets as far as an endpoint: fewer of them tell as much. */
const RARE = new Set(['slow head', 'no method', 'garbage', 'many headers'])

/** Attempt number `index` of the run of this random; every target meets every kind in turn. */
export function makeAttempt(random: Random, index: number, targets: readonly Target[], people: People): Attempt {
  const target = targets[index % targets.length]
  if (!target) throw new RangeError('there is nothing to ask')
  const round = Math.floor(index / targets.length)
  const names = Object.keys(KINDS).filter((name) => !RARE.has(name) || round % 5 === 0)
  const kind = names[(index + round) % names.length] ?? 'method'
  const draft = draftFor(random, target, people)
  const made = KINDS[kind]?.(random, draft, target)
  if (!made) throw new RangeError(`no such kind: ${kind}`)
  const wantsJson = draft.headers.some(([name, value]) => name === 'Accept' && value === 'application/json')
  const defaults = { pauseMs: 0, ending: 'wait', mayBeIgnored: false } as const
  return { target: target.name, kind, wantsJson: wantsJson && kind !== 'events', ...defaults, ...made }
}
