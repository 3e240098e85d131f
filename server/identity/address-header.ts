import type { Caller } from './caller.ts'

/**
 * How NextAuth's route learns who asks: Next hides the socket, so the HTTP room deletes any incoming header of this name
 * and sets it from the resolved address. Never believed from outside.
 */
export const ADDRESS_HEADER = 'x-drawbridge-address'

/** The header's value for an address: its subjects, narrowest first, separated by spaces. */
export function formatAddressHeader({ subject, net56, net48 }: Caller['address']): string {
  return [subject, net56, net48].filter((part) => part !== undefined).join(' ')
}

/** Without the header nobody can be told apart, so all who come that way share one subject: the limits hold all the same. */
export function parseAddressHeader(value: string | null | undefined): Caller['address'] {
  const [subject = 'ip:unknown', net56, net48] = (value ?? '').split(' ').filter(isSubject)
  return { subject, ...(net56 ? { net56 } : {}), ...(net48 ? { net48 } : {}) }
}

const isSubject = (part: string): part is `ip:${string}` => /^ip:[\w-]+$/.test(part)
