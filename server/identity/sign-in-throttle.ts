import type { BurstPolicy, RateLimiter } from '../limits/types.ts'
import type { Caller } from './caller.ts'
import { takeByAddress, takeByName } from './take-tries.ts'

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
  await takeByName(burst, ACCOUNT, `${address.subject}|${account}`)
  await takeByAddress(burst, ADDRESS, address)
}
