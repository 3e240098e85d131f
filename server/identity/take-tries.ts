import { hash } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { BurstPolicy, RateLimiter } from '../limits/types.ts'
import { addressBounds } from './address-bounds.ts'
import type { Caller } from './caller.ts'

type Burst = Pick<RateLimiter, 'take'>

/** Takes one from a policy of its own for `name`, which is kept as a hash only. Throws AppError `limit/burst`. */
export async function takeByName(burst: Burst, policy: BurstPolicy, name: string): Promise<void> {
  await take(burst, policy, hash('sha256', name).slice(0, 32)) // of one length, and no email in the limiter's store
}

/** Takes one from the policy for each network the caller is in, wider ones allowing more. Throws AppError `limit/burst`. */
export async function takeByAddress(burst: Burst, policy: BurstPolicy, address: Caller['address']): Promise<void> {
  for (const { subject, times } of addressBounds(address)) {
    await take(burst, { ...policy, name: `${policy.name}-x${times}`, limit: policy.limit * times }, subject)
  }
}

async function take(burst: Burst, policy: BurstPolicy, subject: string) {
  const { allowed, retryAfterSeconds } = await burst.take(policy, subject)
  if (allowed) return
  const detail = `Too many tries at this account or from this address; try again in ${retryAfterSeconds} s.`
  throw new AppError('limit', 'burst', detail, {
    violatedPolicies: [policy.name],
    limit: policy.limit,
    remaining: 0,
    retryAfterSeconds,
  })
}
