import type { Random } from '../queue/random.ts'
import type { Draft } from './draft.ts'
import { encode, pick, TEXTS, VALUES } from './hostile.ts'
import { spoiltInput } from './sample.ts'
import type { Target } from './targets.ts'

/** How a path is made odd. */
export const PATHS: ((path: string) => string)[] = [
  (path) => `${path}%00`,
  (path) => `${path}/%2e%2e/%2e%2e/etc/passwd`,
  (path) => `${path}/../../../etc/passwd`,
  (path) => `/${path}`,
  (path) => path.replaceAll('/', '//'),
  (path) => path.replaceAll('/', '\\'),
  (path) => `${path}/`,
  (path) => `${path}%`,
  (path) => `${path}%zz%ff%c0%80`,
  (path) => `${path}/${'x'.repeat(6_000)}`,
  (path) => `${path}?${'a=1&'.repeat(2_500)}`,
  (path) => `${path}${'/a'.repeat(2_000)}`,
  (path) => `${path};jsessionid=1`,
  (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (path) => path.toUpperCase(),
  (path) => `${path}\u00e9\u00ff`,
  (path) => `${path}#fragment`,
  (path) => `http://elsewhere.test${path}`,
  (path) => `//elsewhere.test${path}`,
  (path) => `${path} extra`,
  (path) => `${path}\t`,
  () => '*',
  () => '/[object%20Object]',
  () => '/__proto__/constructor',
  () => '/_next/static/../../../package.json',
  () => '/_next/data/x/index.json',
]

/** Names of query parameters anybody reads. */
const PARAMETERS = [
  ...[
    'input',
    'batch',
    'cursor',
    'limit',
    'connectionParams',
    'lastEventId',
    'callbackUrl',
    'error',
    'csrfToken',
    'json',
  ],
  ...['download', 'url', 'w', 'q', '_rsc', 'next', '__proto__', 'constructor', 'words', 'token', 'lang', ''],
]

/** Some of a target's own parameters or of anybody's, with odd values. */
export function withQuery(random: Random, draft: Draft, { query = [] }: Target): Draft {
  const names = [...query, ...PARAMETERS]
  const raw = () => pick(random, ['%', '%ff%fe', '%00', '+', '[]', '&&&', '=', '%ed%a0%80'])
  const text = () => encode(pick(random, [...TEXTS, ...VALUES])).slice(0, 9_000)
  const pairs = Array.from({ length: random.whole(1, 4) }, () => {
    return `${encodeURIComponent(pick(random, names))}=${random.next() < 0.3 ? raw() : text()}`
  })
  return { ...draft, path: `${draft.path}${draft.path.includes('?') ? '&' : '?'}${pairs.join('&').slice(0, 12_000)}` }
}

/** Batches of too many, of none, of mixed kinds, and with inputs that are not by place. */
export function asBatch(random: Random, draft: Draft, target: Target): Draft {
  const [path = ''] = draft.path.split('?')
  const name = target.name
  const names = pick(random, [
    ...[
      [name],
      [name, name],
      [name, ''],
      ['', name],
      [name, '__proto__'],
      [name, 'limits.status'],
      [name, 'pictures.get'],
    ],
    ...[Array(10).fill(name), Array(11).fill(name), Array(400).fill(name), [name, 'account.signOutEverywhere.x']],
  ])
  const input = spoiltInput(random, target.schema ?? {}, true)
  const inputs = pick(random, [
    `{"0":${input}}`,
    `[${input}]`,
    input,
    `{"0":${input},"1":${input}}`,
    '{"x":1}',
    'null',
    '',
  ])
  const at = `${path.slice(0, path.lastIndexOf('/') + 1)}${names.join(',')}?batch=${pick(random, ['1', '1', '1', 'true', '0'])}`
  if (draft.method === 'POST') return { ...draft, path: at, body: Buffer.from(inputs) }
  return { ...draft, path: `${at}&input=${encodeURIComponent(inputs).slice(0, 10_000)}` }
}
