import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqlite } from './sqlite.ts'

/** A folder that is gone when the test is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A real SQLite file, migrated, closed and removed with the test. */
export function temporaryDatabase() {
  const path = join(temporaryFolder(), 'drawbridge.sqlite')
  const database = openSqlite(path)
  onTestFinished(() => database.close())
  return database
}
