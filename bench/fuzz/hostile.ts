import type { Random } from '../queue/random.ts'

/** One of a list. Throws RangeError when there is none. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const at = random.whole(0, list.length - 1)
  if (at < 0 || at >= list.length) throw new RangeError('there is nothing to pick from')
  return list[at] as T
}

/** A text for a URL; halves of characters become U+FFFD there. */
export const encode = (text: string) => encodeURIComponent(Buffer.from(text).toString())

/** Texts that have broken programs: NUL, halves of characters, names every object has, what grows when normalised. */
export const TEXTS = [
  ...['', ' ', '\u0000', 'a\u0000boat', '\ud800', 'a boat \udfff', '\u202e', '\ufeff', '\r\nX-Evil: 1'],
  ...['__proto__', 'constructor', 'toString', '[object Object]', 'null', 'undefined', 'NaN', '-0', '1e999'],
  ...['../../etc/passwd', '..\\..\\x', '%00', '%', '%2e%2e%2f', '<script>', "' OR 1=1 --", '{prompt}', '$' + '{7*7}'],
  ...[
    'x'.repeat(5_000),
    '9'.repeat(400),
    '💥'.repeat(400),
    'ﷺ'.repeat(200),
    `a${'\u0301'.repeat(1_000)}`,
    '😀\u200d'.repeat(300),
  ],
  ...[
    '2026-13-45',
    '00000000-0000-0000-0000-000000000000',
    'http://[::1]/',
    'http://169.254.169.254/',
    'file:///etc/passwd',
  ],
]

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)

/** JSON values as text, some of which JSON.stringify cannot write. */
export const VALUES = [
  ...['null', 'true', '-0', '0.1e-400', '1e999', '-1e999', '123456789012345678901234567890', '1.5', '-1', '""'],
  ...['[]', '{}', '[[[]]]', '[null]', '{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}'],
  ...['{"toString":1,"valueOf":2}', '{"toJSON":1}', '{"length":1e9}', '{"then":{}}', '{"0":{"json":{}}}', '"\\ud800"'],
  ...['"\\u0000"', `{"words":${nested('{"a":', '}', 2_000).replace('{"a":}', '{}')}}`],
  ...[nested('[', ']', 5_000), nested('[', ']', 30_000)],
]

/** Header values: what the parser takes and what it does not. */
export const HEADER_VALUES = [
  ...['', ' ', 'null', '0', '-1', '*', ',', ';', '"', '=', '\u00ff\u00fe', 'a\u0000b', 'a\tb', '\u0001', '%00', '%ff'],
  ...[
    'x'.repeat(2_000),
    'x'.repeat(20_000),
    'a,'.repeat(3_000),
    'a;'.repeat(1_000),
    '9'.repeat(300),
    '__proto__',
    '{"a":',
    '[]',
  ],
]

/** Headers that somebody reads: ours, those of the framework under the pages, and those of proxies. */
export const READ_HEADERS = [
  ...['Accept', 'Accept-Language', 'Accept-Encoding', 'Authorization', 'Cookie', 'Content-Type', 'Content-Encoding'],
  ...['Expect', 'Host', 'Idempotency-Key', 'If-Modified-Since', 'If-None-Match', 'If-Range', 'Last-Event-ID', 'Origin'],
  ...['Prefer', 'Range', 'Referer', 'Sec-Fetch-Site', 'TE', 'Trailer', 'Upgrade', 'User-Agent', 'traceparent'],
  ...['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Forwarded', 'X-HTTP-Method-Override'],
  ...[
    'trpc-accept',
    'x-trpc-source',
    'RSC',
    'Next-Router-State-Tree',
    'Next-Router-Prefetch',
    'Next-Action',
    'x-nonce',
  ],
  ...['x-middleware-subrequest', 'x-nextjs-data', 'x-invoke-path', 'x-matched-path', 'Access-Control-Request-Headers'],
  ...['__proto__', 'constructor', 'Transfer-Encoding', 'Content-Length', 'Connection'],
]
