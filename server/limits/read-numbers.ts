import type { Database } from '../../db/database.ts'
import { firstOutcomeDay, type OutcomeCounts, sumOutcomes } from '../../db/queries/cache-outcomes.ts'
import { type Clock, utcDay } from '../clock.ts'
import type { OutcomeNumbers, PublicNumbers } from './numbers.ts'

const DAY_MS = 86_400_000

/** The public numbers, as of now. Free. */
export async function readNumbers({
  db,
  clock,
  keeping,
}: {
  db: Database
  clock: Clock
  keeping: { size(): Promise<PublicNumbers['cache']> }
}): Promise<PublicNumbers> {
  const now = clock.now()
  const first = await firstOutcomeDay(db.read)
  const countsSince = async (day?: string) => allOf(await sumOutcomes(db.read, day))
  const ever = await countsSince()
  const callsSaved = ever.exact + ever.joined + ever['similar-taken']
  const asked = callsSaved + ever.miss
  return {
    since: new Date(first ?? now),
    outcomes: {
      today: await countsSince(utcDay(now).day),
      lastSevenDays: await countsSince(utcDay(now - 6 * DAY_MS).day),
      ever,
    },
    hitRatio: asked === 0 ? null : callsSaved / asked,
    callsSaved,
    cache: await keeping.size(),
  }
}

const NONE: OutcomeNumbers = { exact: 0, joined: 0, 'similar-offered': 0, 'similar-taken': 0, miss: 0, forced: 0 }

const allOf = (counts: OutcomeCounts): OutcomeNumbers => ({ ...NONE, ...counts })
