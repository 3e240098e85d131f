import { ConfigError, configFromEnvironment, prepareEnvironment } from '../config.ts'
import { buildIfNeeded } from './build-if-needed.ts'

/** npm start, and npm run dev with --dev: builds the pages if they changed, then opens the house until told to stop. */
const dev = process.argv.includes('--dev')
prepareEnvironment({ dev })

try {
  const config = configFromEnvironment()
  if (!dev) await buildIfNeeded()
  const { start } = await import('../main.ts') // loads Next, which reads the environment prepared above
  const { stop } = await start(config, { dev })
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      stop().then(
        () => process.exit(0),
        (error) => fail(error),
      )
    })
  }
} catch (error) {
  fail(error)
}

function fail(error: unknown): never {
  const expected = error instanceof ConfigError || (error instanceof Error && !dev)
  console.error(expected ? `drawbridge: ${error.message}` : error)
  process.exit(1)
}
