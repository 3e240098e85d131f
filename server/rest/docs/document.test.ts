import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openRestHouse } from '../rest-house.fixture.ts'

type Operation = {
  operationId: string
  summary: string
  description?: string
  parameters?: { name: string; in: string; description?: string }[]
  requestBody?: { content: Record<string, { schema: { $ref: string } }> }
  responses: Record<
    string,
    { description: string; headers?: Record<string, { description: string }>; content?: Record<string, object> }
  >
  'x-codeSamples'?: { lang: string; source: string }[]
}

async function readDocument() {
  const house = await openRestHouse()
  const response = await house.call('/openapi.json')
  return { ...house, response, document: await response.json() }
}

const operationsOf = (document: { paths: Record<string, Record<string, Operation>> }) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  )

test('the document is valid OpenAPI 3.1, for this very address', async () => {
  const { document, api } = await readDocument()
  const result = await new Validator().validate(document)
  expect(result.errors ?? []).toEqual([])
  expect(result.valid).toBe(true)
  expect(document.openapi).toBe('3.1.0')
  expect(document.servers).toEqual([{ url: api }])
  expect(JSON.stringify(document)).not.toContain('draw.example')
})

test('every endpoint is in it, and nothing that is not there', async () => {
  const { document } = await readDocument()
  expect(
    operationsOf(document)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'DELETE /pictures/{id}',
    'GET /limits',
    'GET /models',
    'GET /models/{id}',
    'GET /pictures',
    'GET /pictures/{id}',
    'GET /pictures/{id}/events',
    'GET /queue',
    'POST /images/generations',
    'POST /pictures',
    'POST /token',
  ])
})

test('every endpoint, parameter, answer, header and field is described', async () => {
  const { document } = await readDocument()
  for (const { name, operation } of operationsOf(document)) {
    expect([name, operation.summary, operation.operationId]).toEqual([name, expect.any(String), expect.any(String)])
    for (const parameter of operation.parameters ?? []) {
      expect([name, parameter.name, parameter.description]).toEqual([name, parameter.name, expect.any(String)])
    }
    for (const status of ['401', '429', '500'])
      expect([name, Object.keys(operation.responses)]).toEqual([name, expect.arrayContaining([status])])
    for (const [status, { description, headers = {} }] of Object.entries(operation.responses)) {
      expect([name, status, description]).toEqual([name, status, expect.any(String)])
      for (const header of Object.values(headers)) expect(header.description).toEqual(expect.any(String))
    }
    expect(operation.responses[429]?.headers).toHaveProperty('Retry-After')
  }
  for (const schema of ['Picture', 'PictureRequest', 'Problem', 'OpenAIError', 'ImageGenerationRequest']) {
    expect(document.components.schemas[schema]).toMatchObject({ examples: expect.any(Array) })
  }
})

test('a client may keep the document and ask whether it changed', async () => {
  const { call, response } = await readDocument()
  const etag = response.headers.get('etag') ?? ''
  expect((await call('/openapi.json', { headers: { 'if-none-match': etag } })).status).toBe(304)
})
