import type { Services } from '../../services.ts'
import { createRestApp } from '../app.ts'
import { REASONS } from '../reasons.ts'
import { BASE, type CodeSample } from './code-samples.ts'
import { PATIENT_SAMPLES } from './patient-client.ts'
import { type Field, type Schema, toField, typeOf } from './schema-words.ts'
import { writeDocument } from './write-document.ts'

type Answer = { status: string; description: string; type: string }

/** An endpoint. */
export type Operation = {
  id: string
  tag: string
  method: string
  path: string
  summary: string
  description: string
  parameters: (Field & { in: string })[]
  /** What the body holds, if there is one. */
  body: Field[]
  /** Besides those any endpoint may give. */
  answers: Answer[]
  samples: CodeSample[]
}

/** What the page about the API shows, taken from the OpenAPI document and nowhere else. */
export type Reference = {
  baseUrl: string
  operations: Operation[]
  /** What any endpoint may answer besides. */
  refusals: Answer[]
  /** What is answered. */
  shapes: { name: string; description: string; fields: Field[]; example: string | undefined }[]
  headers: { name: string; description: string; example: string }[]
  reasons: { reason: string; meaning: string }[]
  /** A client that is not refused. */
  patient: CodeSample[]
}

type Content = Record<string, { schema?: Schema }>
type Described = { description?: string; schema?: Schema & { examples?: unknown[] } }
type RawOperation = {
  operationId: string
  tags?: string[]
  summary: string
  description?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; headers?: Record<string, Described>; content?: Content }>
  'x-codeSamples'?: CodeSample[]
}
type RawDocument = {
  paths: Record<string, Record<string, RawOperation>>
  components: { schemas: Record<string, Schema> }
}

let kept: { services: Services; reference: Reference } | undefined

/** The reference of this service. Written once. */
export function readReference(services: Services): Reference {
  if (kept?.services === services) return kept.reference
  // The document's own types know nothing of extensions and much of what is never written here.
  const document = JSON.parse(JSON.stringify(writeDocument(createRestApp(services), services.publicUrl))) as RawDocument
  const { schemas } = document.components
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => operationOf(method, path, raw, schemas)),
  )
  const anyOne = document.paths['/limits']?.get
  const reference = {
    baseUrl: `${services.publicUrl}/api/v1`,
    operations,
    refusals: anyOne ? answersOf(anyOne).filter(({ status }) => ANYWHERE.includes(status)) : [],
    shapes: Object.entries(schemas)
      .filter(([name]) => !name.endsWith('Request')) // shown with their endpoints
      .map(([name, schema]) => shapeOf(name, schema)),
    headers: headersOf(document),
    reasons: Object.entries(REASONS).map(([reason, meaning]) => ({ reason, meaning })),
    patient: PATIENT_SAMPLES.map((sample) => ({
      ...sample,
      source: sample.source.replaceAll(BASE, services.publicUrl),
    })),
  }
  kept = { services, reference }
  return reference
}

function operationOf(method: string, path: string, raw: RawOperation, schemas: Record<string, Schema>): Operation {
  const body = Object.values(raw.requestBody?.content ?? {})[0]?.schema
  return {
    id: raw.operationId,
    tag: raw.tags?.[0] ?? '',
    method: method.toUpperCase(),
    path,
    summary: raw.summary,
    description: raw.description ?? '',
    parameters: (raw.parameters ?? []).map(({ name, in: where, required = false, description = '', schema }) => ({
      ...{ name, in: where, required, description, type: typeOf(schema) },
    })),
    body: body ? fieldsOf(body.$ref ? (schemas[nameOf(body.$ref)] ?? {}) : body) : [],
    answers: answersOf(raw).filter(({ status }) => !ANYWHERE.includes(status)),
    samples: raw['x-codeSamples'] ?? [],
  }
}

/** Refusals that each endpoint has: said once. */
const ANYWHERE = ['401', '403', '429', '500']

const answersOf = ({ responses }: RawOperation): Answer[] =>
  Object.entries(responses).map(([status, { description, content = {} }]) => ({
    ...{ status, description, type: typeOf(Object.values(content)[0]?.schema ?? {}) },
  }))

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1)

function shapeOf(name: string, schema: Schema) {
  const [example] = schema.examples ?? []
  const { description = '' } = schema
  const written = example === undefined ? undefined : JSON.stringify(example, undefined, 2)
  return { name, description, fields: fieldsOf(schema), example: written }
}

const fieldsOf = ({ properties = {}, required = [] }: Schema): Field[] =>
  Object.entries(properties).map(([name, schema]) => toField(name, schema, required.includes(name)))

/** Each header once, as it was first described. */
function headersOf({ paths }: RawDocument): Reference['headers'] {
  const responses = Object.values(paths).flatMap((methods) =>
    Object.values(methods).flatMap((operation) => Object.values(operation.responses)),
  )
  const all = new Map<string, Described>()
  for (const { headers = {} } of responses) {
    for (const [name, header] of Object.entries(headers)) if (!all.has(name)) all.set(name, header)
  }
  return [...all].map(([name, { description = '', schema }]) => ({
    ...{ name, description, example: String(schema?.examples?.[0] ?? '') },
  }))
}
