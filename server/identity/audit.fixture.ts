import type { Database } from '../../db/database.ts'
import { listAudit } from '../../db/queries/account-data.ts'

/** What is in the log of somebody, as `actor action`, oldest first. */
export async function recordedActions(db: Database, name: string): Promise<string[]> {
  return (await listAudit(db.read, name)).map(({ actor, action }) => `${actor} ${action}`)
}
