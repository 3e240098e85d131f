import { configFromEnvironment, prepareEnvironment } from '../config.ts'
import { buildIfNeeded } from './build-if-needed.ts'

/** npm run build, and npm start when something changed. A setting that is wrong is told before half a minute of building. */
prepareEnvironment({ dev: false })
try {
  configFromEnvironment()
  await buildIfNeeded()
} catch (error) {
  console.error(`drawbridge: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
