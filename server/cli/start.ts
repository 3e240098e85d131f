import { configFromEnvironment, prepareEnvironment } from '../config.ts'
import { buildIfNeeded } from './build-if-needed.ts'
import { stopOnSignals } from './stop-on-signals.ts'

/** npm start, and npm run dev with --dev: builds the pages if they changed, then opens the house until told to stop. */
const dev = process.argv.includes('--dev')
prepareEnvironment({ dev })

try {
  const config = configFromEnvironment()
  if (!dev) await buildIfNeeded()
  const { start } = await import('../main.ts') // loads Next, which reads the environment prepared above
  const { stop } = await start(config, { dev })
  stopOnSignals(stop)
} catch (error) {
  console.error(`drawbridge: ${error instanceof Error ? error.message : error}`)
  if (dev) console.error(error)
  process.exit(1)
}
