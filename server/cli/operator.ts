import { join } from 'node:path'
import { openSqlite } from '../../db/sqlite.ts'
import { systemClock } from '../clock.ts'
import { type Config, configFromEnvironment } from '../config.ts'
import type { AccountServices } from '../identity/account-services.ts'

/** How the audit log calls whoever may run commands on this machine. */
export const OPERATOR = 'operator'

/**
 * Runs one operator's command on the service's own database (DATA_DIR), which may be serving meanwhile: it sees the change
 * at its next request. What goes wrong is one line on standard error and exit code 1.
 */
export async function asOperator(command: (services: AccountServices, config: Config) => Promise<void>): Promise<void> {
  try {
    const config = configFromEnvironment()
    const db = openSqlite(join(config.dataDir, 'drawbridge.sqlite'))
    try {
      await command({ db, clock: systemClock, invalidate() {} }, config)
    } finally {
      await db.close()
    }
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}
