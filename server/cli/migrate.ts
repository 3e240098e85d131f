import { join } from 'node:path'
import { openSqlite } from '../../db/sqlite.ts'
import { configFromEnvironment } from '../config.ts'

/** npm run db:migrate: brings the database of DATA_DIR up to date; npm start does the same by itself. */
try {
  const path = join(configFromEnvironment().dataDir, 'drawbridge.sqlite')
  await openSqlite(path).close()
  console.log(`${path} is up to date`)
} catch (error) {
  console.error(`drawbridge: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
