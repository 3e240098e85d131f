import type { Database } from '../../db/database.ts'
import { readSubscriptions } from '../../db/queries/subscriptions.ts'
import { findUser } from '../../db/queries/users.ts'
import type { User } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Tier } from '../limits/tiers.ts'
import type { Changes } from './changes/types.ts'
import { premiumUntil } from './premium-until.ts'
import { createReadCache } from './read-cache.ts'

/** An account as it is now. `premiumUntil` is null without end, undefined on a basic account (tier `free`). */
export type Account = {
  userId: string
  tier: Tier
  premiumUntil: Date | null | undefined
  sessionVersion: number
  disabled: boolean
  email: string | null
  /** Whether its owner proved to receive mail at `email`. */
  emailConfirmed: boolean
  name: string | null
  role: User['role']
  /** False for accounts opened through a provider or a token. */
  hasPassword: boolean
}

export type Accounts = {
  of(userId: string): Promise<Account | undefined>
  forget(userId?: string): void
}

/** Account lookups behind a 30 s cache. What ends while it is cached ends on time: the clock is asked at every look. */
export function createAccounts({ db, clock, changes }: { db: Database; clock: Clock; changes: Changes }): Accounts {
  const cache = createReadCache({ changes, clock }, async (userId) => {
    const user = await findUser(db.read, userId)
    return user && { user, subscriptions: await readSubscriptions(db.read, userId) }
  })
  return {
    async of(userId) {
      const found = await cache.get(userId)
      if (!found) return undefined
      const { user, subscriptions } = found
      const until = premiumUntil(subscriptions, clock.now())
      return {
        userId,
        tier: until === undefined ? 'free' : 'premium',
        premiumUntil: until,
        sessionVersion: user.sessionVersion,
        disabled: user.disabledAt !== null,
        email: user.email,
        emailConfirmed: user.emailConfirmedAt !== null,
        name: user.name,
        role: user.role,
        hasPassword: user.passwordHash !== null,
      }
    },
    forget: cache.forget,
  }
}
