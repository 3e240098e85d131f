import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { openRestHouse } from '../rest/rest-house.fixture.ts'

/** What comes back until the server closes. */
async function send(port: number, ...texts: string[]): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' })
  for (const text of texts) socket.write(text)
  let answer = ''
  for await (const part of socket) answer += part
  return answer
}

const problemOf = (answer: string) => JSON.parse(/^\{.*\}$/m.exec(answer)?.[0] ?? '')

test.each([
  ['what is no HTTP', 'GARBAGE\r\n\r\n', 400],
  ['a method nobody knows', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['no Host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['headers without end', `GET /livez HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
  [
    'an expectation nobody meets',
    'GET /livez HTTP/1.1\r\nHost: x\r\nExpect: a miracle\r\nConnection: close\r\n\r\n',
    417,
  ],
  ['TRACE', 'TRACE /api/trpc/limits.status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 405],
])('%s is refused in words programs can read', async (_what, request, status) => {
  const { port } = await openRestHouse()
  const answer = await send(port, request)
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*[\\s\\S]*application/problem\\+json`))
  expect(problemOf(answer)).toMatchObject({ status, reason: 'input', charged: false })
})

test('HTTP/1.0 needs no Host', async () => {
  const { port } = await openRestHouse()
  expect(await send(port, 'GET /livez HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200/)
})

test('who asks for another protocol is answered in this one', async () => {
  const { port } = await openRestHouse()
  const upgrade = 'GET /livez HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n'
  expect(await send(port, upgrade)).toMatch(/^HTTP\/1\.1 200/)
})

test('what tRPC cannot read at all is refused as JSON too', async () => {
  const { url } = await openRestHouse()
  const answer = await fetch(`${url}/api/trpc/limits.status%zz`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/json'])
})
