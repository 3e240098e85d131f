import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** When the newest migration in a folder was made, epoch ms, as drizzle-kit's journal says. */
export function newestMigration(folder: string): number {
  const journal: { entries: { when: number }[] } = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))
  return Math.max(0, ...journal.entries.map((entry) => entry.when))
}

/** Throws if the database was last migrated by a later version of Drawbridge: older code would write wrong rows. */
export function refuseNewerDatabase(name: string, applied: number, newestKnown: number) {
  if (applied > newestKnown) {
    throw new Error(
      `the database ${name} was made by a newer Drawbridge: update this one (git pull && npm ci), or point DATA_DIR at another folder`,
    )
  }
}
