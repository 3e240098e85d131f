import type { Database } from '../../db/database.ts'
import { countWaiting } from '../../db/queries/queue.ts'

/** Whether requests can be served: the database answers and the queue is readable. Never asks the upstream. */
export async function checkReady(db: Database): Promise<{ ready: boolean; waiting?: Record<string, number> }> {
  try {
    return { ready: true, waiting: Object.fromEntries(await countWaiting(db.read)) }
  } catch {
    return { ready: false }
  }
}
