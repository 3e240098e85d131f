import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import Sqlite from 'better-sqlite3'
import { encode } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { createToken } from '../identity/create-token.ts'
import { startNextAuth } from '../identity/next-auth-server.fixture.ts'
import { signUp } from '../identity/sign-up.ts'
import { createLog } from '../telemetry/log.ts'
import { openRestHouse } from './rest-house.fixture.ts'

const SECRET = 's'.repeat(32)

/** A house whose every log line, answer and file is kept, with an account in a browser. */
async function openWatchedHouse() {
  const said: string[] = []
  const to = new Writable({ write: (chunk, _encoding, done) => done(void said.push(String(chunk))) })
  // today, because next-auth reads the system's clock
  const clock = new FakeClock(Date.now())
  const house = await openRestHouse({ clock, overrides: { log: createLog('trace', to) } })
  const { url, services } = house
  const { userId } = await signUp(
    services.identity,
    { subject: 'ip:home' },
    { email: 'a@example.org', password: 'correct horse battery' },
  )
  const session = await encode({ token: { sub: userId, sv: 1 }, secret: SECRET })
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(url + path, init)
    const text = await response.text()
    said.push(JSON.stringify([...response.headers]), text)
    return { status: response.status, text }
  }
  const json = (headers: Record<string, string>, body: object) => ({
    ...{ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
  })
  /** The browser's mutation; its answer is not among what was said, because some tell a token, once. */
  const inBrowser = async (path: string, input: object) => {
    const init = json({ cookie: `next-auth.session-token=${session}` }, input)
    const answer = await (await fetch(`${url}/api/trpc/${path}`, init)).json()
    return answer.result.data
  }
  const files = () =>
    readdirSync(services.config.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
  return { ...house, clock, said, send, json, inBrowser, session, files }
}

test('a token is in no log, no later answer and no file, whichever door it was shown at and however it was refused', async () => {
  const { services, said, send, json, inBrowser, session, files, clock } = await openWatchedHouse()
  const { identity } = services
  const wanted = { name: 'script', scopes: ['draw', 'read'], days: null }
  const { token } = await inBrowser('tokens.create', wanted)
  const short = await inBrowser('tokens.create', { ...wanted, days: 1 })
  const old = await inBrowser('tokens.create', { ...wanted, name: 'old' })
  const rotated = await inBrowser('tokens.rotate', { id: old.id })
  const given = await createToken(identity, 'operator', { name: 'newsroom' })
  const bearer = (text: string) => ({ authorization: `Bearer ${text}` })
  await clock.advance(2 * 86_400_000)
  const exchanged = await (
    await fetch(`${services.publicUrl}/api/v1/token`, { method: 'POST', headers: bearer(token) })
  ).json()
  const jwt: string = exchanged.accessToken
  const typo = `${token.slice(0, -1)}${token.endsWith('x') ? 'y' : 'x'}`
  const forged = `${jwt.slice(0, -6)}AAAAAA`
  const shown = { good: token, expired: short.token, rotated: old.token, typo, jwt, forged }
  const statuses = new Map<string, Set<number>>()
  for (const [what, text] of Object.entries(shown)) {
    const headers = bearer(text)
    const answers = [
      await send('/api/trpc/account.me', { headers }),
      await send('/api/trpc/account.me,limits.status?batch=1&input={}', { headers }),
      await send('/api/trpc/pictures.request', json(headers, { words: 'a fox', idempotencyKey: 'one of a kind' })),
      await send('/api/trpc/tokens.list', { headers }),
      await send('/api/trpc/pictures.watch?input={"id":"none"}', { headers }),
      await send(
        '/api/trpc/account.redeemToken',
        json({ cookie: `next-auth.session-token=${session}` }, { token: text }),
      ),
      await send('/api/v1/limits', { headers }),
      await send('/api/v1/pictures', json(headers, { words: 'a fox' })),
      await send('/api/v1/images/generations', json({ ...headers, prefer: 'wait=0' }, { prompt: 'a fox' })),
      await send('/api/v1/token', json(headers, { scopes: ['everything'] })),
      await send('/api/v1/nowhere', { headers }),
      await send('/', { headers }),
    ]
    statuses.set(what, new Set(answers.map(({ status }) => status)))
  }
  for (const what of ['expired', 'rotated', 'typo', 'forged']) expect(statuses.get(what), what).toContain(401)
  for (const what of ['good', 'jwt']) expect(statuses.get(what), what).not.toContain(401)

  // In an address a token opens nothing; whoever wrote it there may find it in nobody's log of ours.
  for (const name of ['token', 'access_token', 'api_key', 'key']) {
    const { text } = await send(`/api/v1/limits?${name}=${token}`, {})
    expect(JSON.parse(text)).toMatchObject({ known: 'address' })
  }

  const browser = (await startNextAuth(identity)).browser()
  for (const text of [...Object.values(shown), given.token])
    said.push(String(await browser.signIn('token', { token: text })))

  await identity.close()
  const secrets = [...Object.values(shown), short.token, rotated.token, given.token]
  const inside = [...said, ...files()].join('\n')
  expect(inside).toContain('an attempt was refused')
  expect(inside).toContain(token.slice(-4))
  for (const secret of secrets) {
    const part = secret.startsWith('eyJ') ? (secret.split('.')[1] ?? secret) : secret.slice(11, 35)
    expect(inside.includes(part), part).toBe(false)
  }
})

test('a database that fails while a token is made says nothing of it', async () => {
  const { services, said, session, json, send } = await openWatchedHouse()
  const sqlite = new Sqlite(join(services.config.dataDir, 'drawbridge.sqlite'))
  sqlite.exec('drop table audit_log')
  sqlite.close()
  const wanted = { name: 'script', scopes: ['draw'], days: null }
  const { status } = await send(
    '/api/trpc/tokens.create',
    json({ cookie: `next-auth.session-token=${session}` }, wanted),
  )
  expect(status).toBe(500)
  expect(said.join('\n')).toContain('a procedure broke')
  expect(said.join('\n')).not.toMatch(/drawbridge_[0-9A-Za-z]{20}/)
})
