import type { Session } from '../../db/database.ts'
import { insertCharges, readUsed, returnUnits, takeUnits } from '../../db/queries/usage.ts'
import type { AddressSubjects } from '../../db/tables.ts'
import { utcDay } from '../clock.ts'
import { AppError } from '../errors.ts'
import { ADDRESS_BOUNDS, type Tier, type Tiers } from './tiers.ts'

/** Who pays: a caller, or who joined a picture and takes it over. Without an address only their own counter bounds them. */
export type Payer = {
  subject: string
  tier: Tier
  userId?: string | null | undefined
  address?: AddressSubjects | null | undefined
}

type Bound = { subject: string; policy: string; limit: number }

export type QuotaRules = { tiers: Tiers; dailyCap: number | undefined }

/**
 * Charges a picture to every daily counter that bounds its asker, in the transaction that inserts it: all or none.
 * Throws AppError `limit/daily-quota` (or `daily-cap`) with nothing taken, whether or not the transaction goes on.
 */
export async function chargePicture(
  session: Session,
  rules: QuotaRules,
  payer: Payer,
  { pictureId, units, nowMs }: { pictureId: string; units: number; nowMs: number },
) {
  const { day, endsInSeconds } = utcDay(nowMs)
  const taken = []
  for (const bound of boundsOf(rules, payer)) {
    const { subject, policy } = bound
    const counter = { subject, policy, day, units }
    if ((await takeUnits(session, { ...counter, limit: bound.limit })) === undefined) {
      for (const earlier of taken) await returnUnits(session, earlier)
      throw quotaRefusal(bound, payer, await readUsed(session, counter), endsInSeconds)
    }
    taken.push(counter)
  }
  await insertCharges(session, pictureId, taken, new Date(nowMs))
}

/** What is left of a payer's day: what they used themselves, and how much the tightest of their bounds still allows. */
export async function readDaily(session: Session, rules: QuotaRules, payer: Payer, nowMs: number) {
  const { day, endsInSeconds } = utcDay(nowMs)
  const { policy, limit } = rules.tiers[payer.tier].daily
  const [own = 0, ...others] = await Promise.all(
    boundsOf(rules, payer).map(async (bound, i) => {
      const used = await readUsed(session, { subject: bound.subject, policy: bound.policy, day })
      return i === 0 ? used : Math.max(0, bound.limit - used)
    }),
  )
  const remaining = Math.min(Math.max(0, limit - own), ...others)
  return { policy, limit, used: own, remaining, resetsInSeconds: endsInSeconds }
}

/** The counters a caller's new pictures are counted on, their own first. */
function boundsOf({ tiers, dailyCap }: QuotaRules, payer: Payer): Bound[] {
  const { policy, limit } = tiers[payer.tier].daily
  const bounds: Bound[] = [{ subject: payer.subject, policy, limit }]
  const { address } = payer
  // Paid is never worse than anonymous: only the free tier is bounded by address as well.
  if (payer.tier === 'free' && address) {
    const { net56, net48 } = address
    if (payer.userId) {
      bounds.push({ subject: address.subject, policy: 'free-accounts-day', limit: limit * ADDRESS_BOUNDS.freeAccounts })
    } else {
      if (net56) bounds.push({ subject: net56, policy: 'free-net56-day', limit: limit * ADDRESS_BOUNDS.net56 })
      if (net48) bounds.push({ subject: net48, policy: 'free-net48-day', limit: limit * ADDRESS_BOUNDS.net48 })
    }
  }
  if (dailyCap !== undefined) bounds.push({ subject: 'everybody', policy: 'daily-cap', limit: dailyCap })
  return bounds
}

const WHOSE: Record<Tier, string> = { free: "Today's free pictures", premium: "Today's pictures" }

/** The daily policies besides a tier's own, as `boundsOf` counts them: for the page that explains their names. */
export function quotaPolicies(tiers: Tiers, dailyCap: number | undefined) {
  const { daily } = tiers.free
  return [
    {
      policy: 'free-accounts-day',
      counts: 'free-accounts' as const,
      limit: daily.limit * ADDRESS_BOUNDS.freeAccounts,
    },
    { policy: 'free-net56-day', counts: 'net56' as const, limit: daily.limit * ADDRESS_BOUNDS.net56 },
    { policy: 'free-net48-day', counts: 'net48' as const, limit: daily.limit * ADDRESS_BOUNDS.net48 },
    ...(dailyCap === undefined ? [] : [{ policy: 'daily-cap', counts: 'house' as const, limit: dailyCap }]),
  ]
}

/** How a used-up day is refused: whose, how much of it, and the seconds until a new one. */
export function quotaRefusal(
  { policy, limit }: Omit<Bound, 'subject'>,
  payer: Pick<Payer, 'tier' | 'userId'>,
  used: number,
  endsInSeconds: number,
): AppError {
  const facts = {
    violatedPolicies: [policy],
    limit,
    used: Math.min(used, limit),
    remaining: Math.max(0, limit - used),
    retryAfterSeconds: endsInSeconds,
  }
  if (policy === 'daily-cap') {
    return new AppError(
      'limit',
      'daily-cap',
      'The service has drawn all it may draw today. Pictures drawn before stay free.',
      facts,
    )
  }
  const signIn = payer.userId ? {} : { signIn: '/sign-in' }
  const detail = `${WHOSE[payer.tier]} are used up: ${facts.used} of ${limit}. New ones at 00:00 UTC.`
  return new AppError('limit', 'daily-quota', detail, { ...facts, ...signIn })
}
