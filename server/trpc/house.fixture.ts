import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { loadConfig } from '../config.ts'
import { listen } from '../http/listen.ts'
import { createTiers } from '../limits/tiers.ts'
import { createServices } from '../services.ts'
import type { Upstream } from '../upstream/types.ts'
import { createTrpcHandler } from './handler.ts'

/** tRPC of a house of its own, with a clock that stands still and an upstream that never finishes: its answers repeat. */
export async function openHouse() {
  const clock = new FakeClock()
  const waitsForEver: Upstream = {
    kind: 'never',
    model: 'never',
    draw: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    close: async () => {},
  }
  const tiers = createTiers({ freePerDay: 1, premiumPerDay: 100 })
  tiers.free.reads.limit = 12
  const config = loadConfig({ DATA_DIR: temporaryFolder(), LOG_LEVEL: 'silent', NEXTAUTH_SECRET: 's'.repeat(32) })
  const services = await createServices(config, 'http://localhost', { clock, tiers, upstream: waitsForEver })
  const handler = createTrpcHandler(services)
  const server = createServer((req, res) => void handler(req, res))
  const port = await listen(server, { host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await services.close()
  })
  return { services, clock, port }
}
