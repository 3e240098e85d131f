import type { Emulator } from '../../server/emulator/emulator.ts'
import type { Settings } from './app-server.ts'

/** One drawing at a time makes the line visible; the slots of the emulator are as good as unlimited. */
export const behindEmulator = (emulator: Emulator): Settings => ({
  UPSTREAM: 'openai',
  UPSTREAM_URL: `${emulator.url}/v1`,
  UPSTREAM_LIMIT: '10000',
  UPSTREAM_WINDOW_SECONDS: '1',
  UPSTREAM_CONCURRENCY: '1',
  TRUSTED_PROXIES: '127.0.0.1',
})
