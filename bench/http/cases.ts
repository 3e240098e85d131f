import { NUMBER } from './load.ts'

/** A visitor's cookie: 27 characters of base64url. */
const visitor = (id: string) => `drawbridge_visitor=${id.padEnd(27, '-')}`

/** A case sends what a browser sends, the cookie of a returning visitor included; an empty header is left out. */
const request = (path: string, headers: Record<string, string> = {}, body?: object) => {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all = {
    Host: 'localhost',
    Connection: 'keep-alive',
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
    Accept: '*/*',
    'Accept-Language': 'en-US,en;q=0.5',
    Cookie: visitor('bench'),
    ...(text && { 'Content-Type': 'application/json', 'Content-Length': String(text.length) }),
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value ? [`${name}: ${value}\r\n`] : []))
  return `${text ? 'POST' : 'GET'} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`
}

/** What a program sends instead: no cookie. */
const AS_PROGRAM = { 'User-Agent': 'node', 'Accept-Language': '*', Cookie: '' }

export const SERVERS = ['trpc', 'next', 'file', 'drawbridge', 'pages'] as const
export type ServerName = (typeof SERVERS)[number]
export type Case = { id: string; what: string; server: ServerName; request: string; status: 200 | 304 }

export const WORDS = 'a red car at sunset'

/** What is measured, in the order it is. The letters are those of the targets. */
export function casesFor({ pictureHash }: { pictureHash: string }): Case[] {
  const image = `/i/${pictureHash}.webp`
  const draw = { words: WORDS, idempotencyKey: `press-${NUMBER}` }
  const page = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
  return [
    {
      id: 'a',
      what: 'tRPC standalone: a query that does nothing',
      server: 'trpc',
      request: request('/nothing'),
      status: 200,
    },
    {
      id: 'b',
      what: 'Next route handler: the same query',
      server: 'next',
      request: request('/api/trpc/nothing'),
      status: 200,
    },
    {
      id: 'c',
      what: 'limits.status, as a visitor',
      server: 'drawbridge',
      request: request('/api/trpc/limits.status'),
      status: 200,
    },
    {
      id: 'd',
      what: 'pictures.request, exact cache hit, a picture they have',
      server: 'drawbridge',
      request: request('/api/trpc/pictures.request', {}, draw),
      status: 200,
    },
    {
      id: 'd2',
      what: 'pictures.request, exact cache hit, a new visitor each time',
      server: 'drawbridge',
      request: request('/api/trpc/pictures.request', { Cookie: visitor(NUMBER) }, draw),
      status: 200,
    },
    {
      id: 'r',
      what: 'POST /api/v1/pictures, exact cache hit, a picture they have',
      server: 'drawbridge',
      request: request('/api/v1/pictures', AS_PROGRAM, { words: WORDS }),
      status: 200,
    },
    { id: 'g', what: 'plain node:http streaming a file of 100 kB', server: 'file', request: request('/'), status: 200 },
    { id: 'e', what: 'the same bytes at /i/HASH.webp', server: 'drawbridge', request: request(image), status: 200 },
    {
      id: 'n',
      what: 'Next route handler: the same file',
      server: 'next',
      request: request('/picture.webp'),
      status: 200,
    },
    {
      id: 'f',
      what: '/i/HASH.webp, 304',
      server: 'drawbridge',
      request: request(image, { 'If-None-Match': `"${pictureHash}-webp"` }),
      status: 304,
    },
    {
      id: 'n304',
      what: 'Next route handler: the same file, 304',
      server: 'next',
      request: request('/picture.webp', { 'If-None-Match': '"picture"' }),
      status: 304,
    },
    { id: 'h', what: 'the home page', server: 'drawbridge', request: request('/', page), status: 200 },
    {
      id: 'p',
      what: 'bare Next: the same page of the same build',
      server: 'pages',
      request: request('/', page),
      status: 200,
    },
  ]
}

export type Target = { of: string; against: string; atLeast: number }

export const TARGETS: readonly Target[] = [
  { of: 'c', against: 'a', atLeast: 0.8 },
  { of: 'c', against: 'b', atLeast: 2.5 },
  { of: 'd', against: 'a', atLeast: 0.6 },
  { of: 'r', against: 'a', atLeast: 0.6 },
  { of: 'e', against: 'g', atLeast: 0.6 },
  { of: 'e', against: 'n', atLeast: 3 },
  { of: 'f', against: 'n304', atLeast: 6 },
  { of: 'h', against: 'p', atLeast: 0.85 },
]
