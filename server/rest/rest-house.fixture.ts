import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import type { Clock } from '../clock.ts'
import { loadConfig } from '../config.ts'
import { gracefulStop } from '../http/graceful-stop.ts'
import { listen } from '../http/listen.ts'
import { createFrontDoor } from '../http/server.ts'
import { createWebServer } from '../http/web-server.ts'
import { createScriptedUpstream, type ScriptedCall } from '../queue/scripted-upstream.fixture.ts'
import { createServices, type Overrides } from '../services.ts'

type Wanted = Partial<{
  clock: Clock
  /** Answers each call; without it the test does. */
  draw: (call: ScriptedCall) => void
  settings: Record<string, string>
  overrides: Overrides
}>

/** The whole house but for its pages behind real HTTP, with whoever draws scripted; the clock stands still unless given. */
export async function openRestHouse({ clock = new FakeClock(), draw, settings = {}, overrides = {} }: Wanted = {}) {
  const upstream = createScriptedUpstream(draw)
  const config = loadConfig({
    ...{ DATA_DIR: temporaryFolder(), LOG_LEVEL: 'silent', NEXTAUTH_SECRET: 's'.repeat(32) },
    ...settings,
  })
  // The port comes first: answers name their addresses whole.
  let answer: ReturnType<typeof createFrontDoor> | undefined
  const server = createWebServer((req, res) => answer?.(req, res))
  const stop = gracefulStop(server)
  const port = await listen(server, { host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${port}`
  const services = await createServices(config, url, { clock, upstream, ...overrides })
  answer = createFrontDoor(services, { dev: false, handle: async (_req, res) => void res.end('a page') })
  onTestFinished(async () => {
    await stop()
    await services.close()
  })
  const api = `${url}/api/v1`
  const call = (path: string, init: RequestInit = {}) => fetch(api + path, init)
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  return { url, api, port, services, upstream, clock, call, post }
}
