import { readdirSync } from 'node:fs'
import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server'
import { z } from 'zod'
import { appRouter } from '../../server/trpc/router.ts'
import type { JsonSchema } from './sample.ts'

/** One thing that can be asked of the server. */
export type Target = {
  name: string
  family: 'procedure' | 'endpoint' | 'page' | 'file' | 'auth' | 'health'
  method: string
  /** `{id}` and the like stand for something odd. */
  path: string
  /** Of the body, or of a query's input. */
  schema?: JsonSchema
  /** Query parameters of an endpoint. */
  query?: string[]
  /** What it does may cost its caller a picture. */
  asks: boolean
  /** Answers with events. */
  streams: boolean
}

const ASKS = /^pictures\.(request|takeSimilar)$|^POST .*\/(pictures|images\/generations)$/
const plain = (name: string, family: Target['family'], method: string, path: string): Target => {
  return { name, family, method, path, asks: false, streams: false }
}

/** Every procedure of the router, with what it takes. */
function listProcedures(): Target[] {
  const router: AnyTRPCRouter = appRouter
  return Object.entries<AnyTRPCProcedure>(router._def.procedures).map(([name, { _def }]) => {
    const [input] = (_def as { inputs?: unknown[] }).inputs ?? []
    const method = _def.type === 'mutation' ? 'POST' : 'GET'
    return {
      ...plain(name, 'procedure', method, `/api/trpc/${name}`),
      ...(input instanceof z.ZodType && { schema: schemaOf(input) }),
      asks: ASKS.test(name),
      streams: _def.type === 'subscription',
    }
  })
}

const schemaOf = (input: z.ZodType) => z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema

type Operation = {
  requestBody?: { content?: Record<string, { schema?: JsonSchema }> }
  parameters?: { in: string; name: string }[]
}
type Document = {
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, JsonSchema> }
}

/** Every operation of the OpenAPI document, and the document. */
function listEndpoints({ paths, components }: Document): Target[] {
  const resolve = (schema: JsonSchema | undefined) =>
    schema?.$ref ? components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] : schema
  const endpoints = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, { requestBody, parameters = [] }]): Target => {
      const method = verb.toUpperCase()
      const whole = path.startsWith('/api/v1') ? path : `/api/v1${path}`
      const schema = resolve(requestBody?.content?.['application/json']?.schema)
      return {
        ...plain(`${method} ${path}`, 'endpoint', method, whole),
        ...(schema && { schema }),
        query: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
        asks: ASKS.test(`${method} ${path}`),
        streams: path.endsWith('/events'),
      }
    }),
  )
  return [...endpoints, plain('GET /openapi.json', 'endpoint', 'GET', '/api/v1/openapi.json')]
}

/** Every page, by the files the framework finds them by. */
function listPages(): Target[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`.replace(/\[(\w+)\]/g, '{$1}'))
    .map((path) => plain(path, 'page', 'GET', path))
}

const AUTH = ['csrf', 'session', 'providers', 'signin', 'signout', 'error', 'verify-request', 'callback/{id}', '{id}']
const FILES = [
  '/i/{id}.webp',
  '/i/{id}.png',
  '/i/{hash}.webp',
  '/account/export.zip',
  '/_next/{id}',
  '/_next/image',
  '/icon.svg',
]

/** Everything there is to ask, each from the server's own list of it; what has no list is named here. */
export async function listTargets(url: string): Promise<Target[]> {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as Document
  return [
    ...listProcedures(),
    ...listEndpoints(document),
    ...listPages(),
    ...AUTH.map((path) => plain(`auth ${path}`, 'auth', 'GET', `/api/auth/${path}`)),
    ...['signin/password', 'callback/password', 'signout', '_log'].map((path) =>
      plain(`auth POST ${path}`, 'auth', 'POST', `/api/auth/${path}`),
    ),
    ...FILES.map((path) => plain(path, 'file', 'GET', path)),
    ...['/livez', '/readyz'].map((path) => plain(path, 'health', 'GET', path)),
  ]
}
