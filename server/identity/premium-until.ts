import type { Subscription } from '../../db/tables.ts'

/**
 * Until when premium lasts, seen at `now` (epoch ms): null without end, undefined when it is not running. Subscriptions
 * come in the order they start, and follow each other without a gap when one ends no earlier than the next begins.
 */
export function premiumUntil(
  subscriptions: readonly Pick<Subscription, 'startsAt' | 'endsAt'>[],
  now: number,
): Date | null | undefined {
  let end = now
  for (const { startsAt, endsAt } of subscriptions) {
    if (startsAt.getTime() > end) break
    if (endsAt === null) return null
    end = Math.max(end, endsAt.getTime())
  }
  return end > now ? new Date(end) : undefined
}
