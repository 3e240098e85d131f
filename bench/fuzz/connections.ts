import type { Random } from '../queue/random.ts'
import { type Draft, withHeader, writeDraft } from './draft.ts'
import { pick } from './hostile.ts'
import type { Made } from './kinds.ts'

/** Bodies that end before they should, or are not as long or in such pieces as was said. */
export function cutOff(random: Random, draft: Draft): Made {
  const body = draft.body ?? Buffer.from('{"words":1}')
  const post = { ...draft, method: 'POST', body }
  const head = (headers: [string, string][]) =>
    writeDraft({ ...post, headers: [...post.headers, ...headers], body: Buffer.alloc(0) })
  const shorter = () => [head([['Content-Length', String(body.length + random.whole(1, 5_000))]]), body]
  const chunked = (text: string) => [head([['Transfer-Encoding', 'chunked']]), Buffer.from(text)]
  const ending = pick(random, ['half-close', 'leave'] as const)
  const ended = { ending, mayBeIgnored: true, pauseMs: random.whole(0, 20) }
  return pick<Made>(random, [
    { parts: shorter(), ...ended },
    { parts: chunked(`${body.length.toString(16)}\r\n${body.toString('latin1', 0, 5)}`), ...ended },
    { parts: chunked('zz\r\n{}\r\n0\r\n\r\n'), mayBeIgnored: false },
    { parts: chunked('ffffffffffffffff\r\n{}'), ...ended },
    { parts: chunked(`2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`), mayBeIgnored: false },
    { parts: chunked(`${'1\r\n \r\n'.repeat(3_000)}0\r\n\r\n`) },
    { parts: chunked(`11170\r\n${'x'.repeat(70_000)}\r\n0\r\n\r\n`) },
    { parts: chunked('2\r\n{}\r\n0\r\nTrailer: x\r\n\r\n') },
    { parts: [head([['Content-Length', '1']]), body] },
    { parts: [head([['Content-Length', '-1']]), body] },
    { parts: [head([['Content-Length', '1e3']]), body] },
    { parts: [head([['Content-Length', '99999999999999999999']]), body], ...ended },
    {
      parts: [
        head([
          ['Content-Length', '2'],
          ['Content-Length', '3'],
        ]),
        body,
      ],
    },
    {
      parts: [
        head([
          ['Content-Length', '2'],
          ['Transfer-Encoding', 'chunked'],
        ]),
        body,
      ],
    },
    { parts: [head([['Transfer-Encoding', 'gzip, chunked']]), body], ...ended },
    { parts: [head([['Transfer-Encoding', 'identity']]), body], ...ended },
    { parts: [writeDraft(post).subarray(0, random.whole(1, 60))], ...ended },
    { parts: [writeDraft(post)], ending: 'leave', mayBeIgnored: true },
  ])
}

/** HTTP/1.0 and older, and several requests in one breath. */
export function oldAndPipelined(random: Random, draft: Draft): Made {
  const close = writeDraft(draft)
  const open = writeDraft(draft, 'keep-alive')
  const upgrade = withHeader(withHeader(draft, 'Connection', 'Upgrade'), 'Upgrade', pick(random, ['websocket', 'h2c']))
  return pick<Made>(random, [
    { parts: [writeDraft({ ...draft, version: 'HTTP/1.0' })] },
    { parts: [writeDraft({ ...draft, version: 'HTTP/1.0', headers: draft.headers.slice(1) })] },
    { parts: [writeDraft({ ...draft, headers: draft.headers.slice(1) })] },
    { parts: [writeDraft({ ...draft, version: 'HTTP/0.9' })] },
    { parts: [writeDraft({ ...draft, version: 'HTTP/2.0' })] },
    { parts: [writeDraft({ ...draft, version: 'HTTP/1.9' })] },
    { parts: [Buffer.from(`GET ${draft.path}\r\n\r\n`)] },
    { parts: [Buffer.concat([...Array(8).fill(open), close])] },
    { parts: [Buffer.concat([open, Buffer.from('GARBAGE\r\n\r\n')])] },
    { parts: [Buffer.concat([open, close.subarray(0, 30)])], ending: 'leave', mayBeIgnored: true },
    { parts: [writeDraft(upgrade)], ending: 'half-close', mayBeIgnored: true },
    { parts: [writeDraft({ ...draft, method: 'CONNECT' })], mayBeIgnored: true },
    { parts: [writeDraft({ ...draft, method: 'CONNECT', path: 'elsewhere.test:443' })], mayBeIgnored: true },
  ])
}

/** A head that comes a few bytes at a time, and is given up or not. */
export function slowHead(random: Random, draft: Draft): Made {
  const bytes = writeDraft(draft)
  const step = Math.ceil(bytes.length / 10)
  const parts = Array.from({ length: 10 }, (_, i) => bytes.subarray(i * step, (i + 1) * step))
  const patient = random.next() < 0.5
  return {
    parts: patient ? parts : parts.slice(0, 4),
    pauseMs: 60,
    ending: patient ? 'wait' : 'leave',
    mayBeIgnored: !patient,
  }
}

/** What is no HTTP at all, or barely. */
export function garbage(random: Random, draft: Draft): Made {
  const noise = Buffer.from(Array.from({ length: random.whole(1, 3_000) }, () => random.whole(0, 255)))
  const [first = ''] = writeDraft(draft).toString('latin1').split('\r\n')
  const bytes = pick(random, [
    ...[noise, Buffer.from('\u0000'.repeat(500)), Buffer.from('\r\n'.repeat(2_000)), Buffer.from('x'.repeat(90_000))],
    ...[
      Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
      Buffer.from('16030100f8010000f40303', 'hex'),
      Buffer.from('SSH-2.0-x\r\n'),
    ],
    ...[
      Buffer.from(`${first}\r\nHost: x\r\n folded\r\n\r\n`),
      Buffer.from(`${first}\nHost: x\n\n`),
      Buffer.from(`${first}\r\n: x\r\n\r\n`),
    ],
    ...[
      Buffer.from(`${first}\r\nHost : x\r\n\r\n`),
      Buffer.from(`${first}\r\nHost: x\r\nX y: 1\r\n\r\n`),
      Buffer.from(`${first}\r\r\n\n`),
    ],
    ...[
      Buffer.from(`${first}\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`),
      Buffer.from(`GET /${'x'.repeat(100_000)} HTTP/1.1\r\n\r\n`),
    ],
  ])
  return { parts: [bytes], ending: 'half-close', mayBeIgnored: true }
}
