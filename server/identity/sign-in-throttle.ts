import { hash } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { BurstPolicy, RateLimiter } from '../limits/types.ts'
import { addressBounds } from './address-bounds.ts'
import type { Caller } from './caller.ts'

/** Guesses at one account from one address: generous to a person, hopeless for a list of passwords. */
const ACCOUNT: BurstPolicy = { name: 'sign-in-account', limit: 10, windowSeconds: 600 }
/** Guesses from one address at any account. */
const ADDRESS: BurstPolicy = { name: 'sign-in-address', limit: 50, windowSeconds: 3600 }

/**
 * Takes one try at proving to be `account` (an email, say), before anything is looked up or hashed. Throws AppError
 * `limit/burst` with the seconds to wait when there are none left.
 */
export async function takeSignInTry(
  burst: Pick<RateLimiter, 'take'>,
  address: Caller['address'],
  account: string,
): Promise<void> {
  const name = hash('sha256', account).slice(0, 32) // of one length, and no email in the limiter's store
  await take(burst, ACCOUNT, `${address.subject}|${name}`)
  for (const { subject, times } of addressBounds(address)) {
    await take(burst, { ...ADDRESS, name: `${ADDRESS.name}-x${times}`, limit: ADDRESS.limit * times }, subject)
  }
}

async function take(burst: Pick<RateLimiter, 'take'>, policy: BurstPolicy, subject: string) {
  const { allowed, retryAfterSeconds } = await burst.take(policy, subject)
  if (allowed) return
  throw new AppError(
    'limit',
    'burst',
    `Too many tries at this account or from this address; try again in ${retryAfterSeconds} s.`,
    {
      violatedPolicies: [policy.name],
      limit: policy.limit,
      remaining: 0,
      retryAfterSeconds,
    },
  )
}
