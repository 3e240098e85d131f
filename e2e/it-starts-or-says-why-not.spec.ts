import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from './support/app-server.ts'
import { expect, test } from './test.ts'

const WRONG = [
  { name: 'UPSTREAM', value: 'crayons', allowed: 'renderer, openai, automatic1111 or word' },
  { name: 'PORT', value: '99999', allowed: 'a whole number from 0 to 65535' },
  { name: 'TRUSTED_PROXIES', value: '0.0.0.0/0', allowed: '' },
]

for (const { name, value, allowed } of WRONG) {
  test(`${name}=${value} stops the start with one line that says what is allowed`, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-e2e-'))
    const ended = await runScript('server/cli/start.mjs', [], { PORT: '0', DATA_DIR: dataDir, [name]: value })
    await rm(dataDir, { recursive: true, force: true })
    expect(ended.code).toBe(1)
    expect(ended.output.trim().split('\n')).toHaveLength(1)
    expect(ended.output).toContain(name)
    expect(ended.output).toContain(value)
    expect(ended.output).toContain(allowed)
  })
}

test('PORT=0 takes a free port and says which, with one line from each room', async ({ app, request }) => {
  expect(Number(new URL(app.url).port)).toBeGreaterThan(1023)
  const rooms = app.log.map(({ room }) => room)
  expect(rooms).toEqual(expect.arrayContaining(['db', 'limits', 'upstream', 'queue', 'http']))
  expect((await request.get('/livez')).status()).toBe(200)
  expect((await request.get('/readyz')).status()).toBe(200)
})
