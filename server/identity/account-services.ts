import type { Database } from '../../db/database.ts'
import type { Clock } from '../clock.ts'

/** What a change to accounts needs. The command line has no cache to invalidate: the server sees its writes by itself. */
export type AccountServices = {
  db: Database
  clock: Clock
  /** Call after each change: the next request sees it. */
  invalidate(userId: string): void
}
