import { countWaiting } from '../../db/queries/queue.ts'
import type { Services } from '../services.ts'

type Readiness = { ready: true; waiting: Record<string, number> } | { ready: false; reason: 'storage'; detail: string }

/** Whether requests can be served: the database answers, the queue is readable, the last write was no failure. Never asks the upstream. */
export async function checkReady({ db, disk }: Pick<Services, 'db' | 'disk'>): Promise<Readiness> {
  try {
    const waiting = Object.fromEntries(await countWaiting(db.read))
    if (disk.trouble !== undefined) return { ready: false, reason: 'storage', detail: disk.trouble }
    return { ready: true, waiting }
  } catch {
    return { ready: false, reason: 'storage', detail: 'The database cannot be read.' }
  }
}
