import { v7 as uuid } from 'uuid'
import type { Session } from '../../db/database.ts'
import { recordAudit } from '../../db/queries/audit.ts'
import { takeUnits } from '../../db/queries/usage.ts'
import { insertUser } from '../../db/queries/users.ts'
import { utcDay } from '../clock.ts'
import { AppError } from '../errors.ts'
import { ADDRESS_BOUNDS } from '../limits/tiers.ts'
import { addressBounds } from './address-bounds.ts'
import type { Caller } from './caller.ts'

const POLICY = 'accounts-opened'

/** `confirmed`: whoever vouches for them has seen to it that they receive mail at `email`. */
type NewAccount = { via: string; email?: string; confirmed?: boolean; name?: string; passwordHash?: string }

/**
 * Opens a basic account inside the caller's transaction and returns its id. Throws AppError `conflict/email-taken`, or
 * `limit/accounts-per-address` when the address has opened its share of the UTC day; then nothing was taken.
 */
export async function openAccount(
  tx: Session,
  address: Caller['address'],
  { via, confirmed = false, ...user }: NewAccount,
  now: number,
): Promise<string> {
  const { day, endsInSeconds } = utcDay(now)
  for (const { subject, times } of addressBounds(address)) {
    const limit = ADDRESS_BOUNDS.accountsOpenedPerDay * times
    const used = await takeUnits(tx, { subject, policy: POLICY, day, units: 1, limit })
    if (used !== undefined) continue
    throw new AppError(
      'limit',
      'accounts-per-address',
      `${limit} new accounts a day from one address are the most. More in ${endsInSeconds} s.`,
      { violatedPolicies: [POLICY], limit, used: limit, remaining: 0, retryAfterSeconds: endsInSeconds },
    )
  }
  const id = uuid()
  const at = new Date(now)
  if (!(await insertUser(tx, { id, ...user, ...(confirmed && { emailConfirmedAt: at }), createdAt: at }))) {
    throw new AppError('conflict', 'email-taken', 'This email already has an account: sign in.', {
      field: 'email',
      signIn: '/sign-in',
    })
  }
  await recordAudit(tx, { actor: `user:${id}`, action: `account.open ${via}`, target: `user:${id}` }, at)
  return id
}
