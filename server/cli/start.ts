import { configFromEnvironment, prepareEnvironment } from '../config.ts'
import { stopOnSignals } from './stop-on-signals.ts'

/** What npm start runs bundled, by start.mjs, and npm run dev as it is, with --dev: opens the house until told to stop. */
const dev = process.argv.includes('--dev')
prepareEnvironment({ dev })

try {
  const config = configFromEnvironment()
  const { start } = await import('../main.ts') // loads Next, which reads the environment prepared above
  const { stop } = await start(config, { dev })
  stopOnSignals(stop)
} catch (error) {
  console.error(`drawbridge: ${error instanceof Error ? error.message : error}`)
  if (dev) console.error(error)
  process.exit(1)
}
