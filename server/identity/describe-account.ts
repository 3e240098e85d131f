import { listProviders, readUsedByDay } from '../../db/queries/account-data.ts'
import { readSubscriptions } from '../../db/queries/subscriptions.ts'
import { findUser } from '../../db/queries/users.ts'
import { utcDay } from '../clock.ts'
import type { Caller } from './caller.ts'
import type { IdentityServices } from './identity-services.ts'
import { requireSession } from './require-session.ts'

const DAYS = 30
const DAY_MS = 86_400_000

/** What the account page tells beside who it is: use by UTC day (the last is today), premium so far, ways to sign in. */
export type AccountDescription = {
  openedAt: Date
  days: { day: string; used: number }[]
  subscriptions: {
    from: 'operator' | 'token'
    startsAt: Date
    endsAt: Date | null
    state: 'over' | 'running' | 'coming'
  }[]
  providers: { provider: string; since: Date }[]
}

/** The signed-in account, described for its owner. Throws as requireSession. */
export async function describeAccount(
  { db, clock }: Pick<IdentityServices, 'db' | 'clock'>,
  caller: Caller,
): Promise<AccountDescription> {
  const userId = requireSession(caller)
  const now = clock.now()
  const days = Array.from({ length: DAYS }, (_, ago) => utcDay(now - (DAYS - 1 - ago) * DAY_MS).day)
  const [user, used, subscriptions, providers] = await Promise.all([
    findUser(db.read, userId),
    readUsedByDay(db.read, `user:${userId}`, days[0] ?? ''),
    readSubscriptions(db.read, userId),
    listProviders(db.read, userId),
  ])
  const usedOn = new Map(used.map((one) => [one.day, one.used]))
  return {
    openedAt: user?.createdAt ?? new Date(now),
    days: days.map((day) => ({ day, used: usedOn.get(day) ?? 0 })),
    subscriptions: subscriptions.map(({ source, startsAt, endsAt }) => ({
      from: source === 'operator' ? ('operator' as const) : ('token' as const),
      startsAt,
      endsAt,
      state: stateOf(startsAt, endsAt, now),
    })),
    providers: providers.map(({ provider, createdAt }) => ({ provider, since: createdAt })),
  }
}

function stateOf(startsAt: Date, endsAt: Date | null, now: number) {
  if (endsAt !== null && endsAt.getTime() <= now) return 'over'
  return startsAt.getTime() > now ? 'coming' : 'running'
}
