import { endSubscriptions, insertSubscription, readSubscriptions } from '../../db/queries/subscriptions.ts'
import type { AccountServices } from './account-services.ts'
import { changeAccount } from './change-account.ts'
import { premiumUntil } from './premium-until.ts'

/** Makes an account premium without end, or basic at once, whatever it had. Throws as changeAccount. */
export async function setTier(
  services: AccountServices,
  actor: string,
  { email, tier }: { email: string; tier: 'premium' | 'basic' },
): Promise<{ userId: string }> {
  return await changeAccount(services, { actor, action: `tier.${tier}`, email }, async (tx, { id: userId }, at) => {
    if (tier === 'basic') return await endSubscriptions(tx, { userId, at })
    if (premiumUntil(await readSubscriptions(tx, userId), at.getTime()) === null) return
    await insertSubscription(tx, { userId, source: 'operator', startsAt: at, endsAt: null }, at)
  })
}
