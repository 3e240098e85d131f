import { spawnSync } from 'node:child_process'
import { pagesAreBuilt, serverIsBundled } from './build-state.mjs'

/** npm start: builds what changed, in a process of its own, then runs the bundled start.ts. Nothing here reads TypeScript. */
if (!pagesAreBuilt() || !serverIsBundled()) {
  const build = spawnSync(process.execPath, ['--import', 'tsx', 'server/cli/build.ts'], { stdio: 'inherit' })
  if (build.status !== 0) process.exit(build.status ?? 1)
}
process.setSourceMapsEnabled(true) // before the bundle is loaded, or nothing maps its stack traces
await import('../../.bundle/start.js')
