import { describe, expect, test } from 'vitest'
import { createRestApp } from '../../rest/app.ts'
import { openRestHouse } from '../../rest/rest-house.fixture.ts'
import { type Door, examine, readAnswer } from './examine.fixture.ts'
import type { Case, Outcome, Who } from './people.ts'
import type { World } from './world.fixture.ts'

type RestCase = Case & {
  id?: (world: World, who: Who) => Promise<string>
  body?: object
  /** Makes what could be told to the wrong one. */
  before?: (world: World) => Promise<unknown>
}

const all = (outcome: Outcome) => ({ visitor: outcome, stranger: outcome, program: outcome, owner: outcome })
const hidden = (owner: Outcome) => ({ ...all('no-such-picture'), program: owner, owner })
const ofVisitor = (owner: Outcome) => ({ ...all('no-such-picture'), owner })

const ready = (world: World, who: Who) => world.readyFor(who)
const waiting = (world: World, who: Who) => world.waitingFor(who)
const visitors = (world: World) => world.visitorsWaiting()
const before = (world: World) => world.readyFor('premium')
const words = 'confidential ready of premium'

/** Every endpoint of /api/v1. One that is not here fails the test below. */
const CASES: RestCase[] = [
  { endpoint: 'POST /pictures', scope: 'draw', expected: all('ok'), before, body: { words } },
  {
    endpoint: 'POST /pictures',
    what: 'or much like it',
    scope: 'draw',
    expected: all('ok'),
    before,
    body: { words: `a ${words}`, similar: 'offer' },
  },
  { endpoint: 'GET /pictures', scope: 'read', expected: all('ok'), before },
  { endpoint: 'GET /pictures/:id', what: 'a private one', scope: 'read', expected: hidden('ok'), id: ready },
  { endpoint: 'GET /pictures/:id', what: 'one that waits', scope: 'read', expected: hidden('ok'), id: waiting },
  {
    endpoint: 'GET /pictures/:id',
    what: "a visitor's",
    of: 'visitor A',
    scope: 'read',
    expected: ofVisitor('ok'),
    id: visitors,
  },
  { endpoint: 'GET /pictures/:id/events', what: 'of a private one', scope: 'read', expected: hidden('ok'), id: ready },
  {
    endpoint: 'GET /pictures/:id/events',
    what: 'of one that waits',
    scope: 'read',
    expected: hidden('ok'),
    id: waiting,
  },
  {
    endpoint: 'GET /pictures/:id/events',
    what: "of a visitor's",
    of: 'visitor A',
    scope: 'read',
    expected: ofVisitor('ok'),
    id: visitors,
  },
  { endpoint: 'DELETE /pictures/:id', what: 'a private one', scope: 'draw', expected: hidden('ok'), id: ready },
  { endpoint: 'DELETE /pictures/:id', what: 'one that waits', scope: 'draw', expected: hidden('ok'), id: waiting },
  {
    endpoint: 'DELETE /pictures/:id',
    what: "a visitor's",
    of: 'visitor A',
    scope: 'draw',
    expected: ofVisitor('ok'),
    id: visitors,
  },
  { endpoint: 'POST /images/generations', scope: 'draw', expected: all('ok'), before, body: { prompt: words } },
  { endpoint: 'GET /models', scope: 'read', expected: all('ok') },
  { endpoint: 'GET /models/:id', scope: 'read', expected: all('ok'), id: async () => 'drawbridge' },
  { endpoint: 'GET /limits', scope: 'read', expected: all('ok') },
  { endpoint: 'GET /queue', scope: 'read', expected: all('ok') },
  { endpoint: 'GET /openapi.json', scope: undefined, expected: all('ok') },
  {
    endpoint: 'POST /token',
    scope: undefined,
    expected: { ...all('credentials'), program: 'ok' },
    but: { 'access token': 'credentials', 'read-only access token': 'credentials' },
  },
]

const door: Door = {
  async send(world, one, who) {
    const { endpoint, id, body, before }: RestCase = one
    await before?.(world)
    const [method = '', pattern = ''] = endpoint.split(' ')
    const path = id ? pattern.replace(':id', await id(world, who)) : pattern
    const response = await fetch(`${world.url}/api/v1${path}`, {
      method,
      headers: { ...world.headersOf(who), prefer: 'wait=0', ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, text: await readAnswer(response), sent: JSON.stringify(body ?? {}) }
  },
  outcomeOf({ status, text }) {
    if (status < 300) return 'ok'
    const code = /"(?:reason|code)":"([\w-]+)"/.exec(text)?.[1] ?? text
    return code === 'invalid_api_key' ? 'credentials' : code // as OpenAI's clients know it
  },
}

test('every endpoint is in the table, and nothing else', async () => {
  const { services } = await openRestHouse()
  const routes = createRestApp(services).routes.filter(({ method }) => method !== 'ALL')
  const endpoints = new Set(routes.map(({ method, path }) => `${method} ${path}`))
  expect([...endpoints].sort()).toEqual([...new Set(CASES.map(({ endpoint }) => endpoint))].sort())
})

describe('the API of programs gives everybody their own and nobody another’s', { timeout: 60_000 }, () => {
  test.each(CASES.map((one) => ({ ...one, title: one.what ? `${one.endpoint}: ${one.what}` : one.endpoint })))(
    '$title',
    async ({ title: _, ...one }) => await examine(one, door),
  )
})
