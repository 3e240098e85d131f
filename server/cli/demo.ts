import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { putUpstream } from '../../db/queries/upstream-calls.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { systemClock } from '../clock.ts'
import { commandEnvironment, loadConfig, prepareEnvironment } from '../config.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { createRendererDraw } from '../emulator/renderer-draw.ts'
import { buildIfNeeded } from './build-if-needed.ts'
import { keepAsking } from './demo-strangers.ts'
import { stopOnSignals } from './stop-on-signals.ts'

/** npm run demo: the app in front of an upstream that takes 6 calls a minute, with strangers who ask for pictures too. */
const LIMIT = 6
const WINDOW_SECONDS = 60

prepareEnvironment({ dev: false })
await buildIfNeeded()
const folder = mkdtempSync(join(tmpdir(), 'drawbridge-demo-'))
const drawing = createRendererDraw()
const emulator = await createEmulator({
  limit: LIMIT,
  windowSeconds: WINDOW_SECONDS,
  latencyMs: [0, 150],
  drawMs: [2_000, 5_000],
  draw: drawing.draw,
})
const config = loadConfig(
  commandEnvironment({
    DATA_DIR: folder,
    UPSTREAM: 'openai',
    UPSTREAM_URL: `${emulator.url}/v1`,
    UPSTREAM_LIMIT: String(LIMIT),
    UPSTREAM_WINDOW_SECONDS: String(WINDOW_SECONDS),
    FREE_PER_DAY: '20',
  }),
)
const { start } = await import('../main.ts')
const { accountsOf } = await import('../services.ts')
const db = openSqlite(join(folder, 'drawbridge.sqlite'))
// The emulator was born with us, so nobody has called it before: no need to wait out a first window.
const [{ name }] = accountsOf(config.upstream)
await db.write((session) =>
  putUpstream(session, { name, watchedSince: new Date(0), epoch: systemClock.epoch, frozenUntil: 0 }),
)
const running = await start(config, { overrides: { db } })
const strangers = keepAsking(running.services)
console.log(`\nOpen ${running.url}: ${LIMIT} pictures a minute, and others are waiting too. Ctrl+C ends the demo.\n`)

stopOnSignals(async () => {
  strangers.stop()
  await running.stop()
  await emulator.close()
  await drawing.close()
  rmSync(folder, { recursive: true, force: true })
})
