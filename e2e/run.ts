import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildIfNeeded } from '../server/cli/build-if-needed.ts'
import { ensureBrowser } from '../server/cli/find-browser.ts'

/** npm run test:e2e [-- playwright's own arguments]: a browser, a build, then the browser tests. */
await ensureBrowser()
await buildIfNeeded()
const tests = spawn('node_modules/.bin/playwright', ['test', ...process.argv.slice(2)], { stdio: 'inherit' })
const [code] = await once(tests, 'close')
process.exitCode = code ?? 1
