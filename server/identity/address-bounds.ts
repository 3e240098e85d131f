import { ADDRESS_BOUNDS } from '../limits/tiers.ts'
import type { Caller } from './caller.ts'

/** The subjects a limit for one address holds for, and how many times over: an IPv6 /64 is easily left for the next one. */
export function addressBounds({
  subject,
  net56,
  net48,
}: Caller['address']): { subject: `ip:${string}`; times: number }[] {
  return [
    { subject, times: 1 },
    ...(net56 ? [{ subject: net56, times: ADDRESS_BOUNDS.net56 }] : []),
    ...(net48 ? [{ subject: net48, times: ADDRESS_BOUNDS.net48 }] : []),
  ]
}
