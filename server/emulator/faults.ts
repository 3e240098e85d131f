import type { Random } from './random.ts'

/** Refused before it is counted. Plain 429 is one of them, with a Retry-After of 1 second. */
const REFUSALS = {
  '429-seconds': '429 with a Retry-After of 120 seconds',
  '429-date': '429 with a Retry-After that is a date 120 seconds from now',
  '429-garbage': '429 with a Retry-After that is neither',
  '429-none': '429 without Retry-After',
  'no-money': '429 that means the account has no money left',
  revoked: '401: the key is not valid any more',
} as const

/** What each fault does to a call, for --help. A status code (400 to 599) is a fault too. */
export const FAULT_KINDS = {
  hang: 'counted, never answered',
  reset: 'counted, then the connection is reset',
  half: 'half of the answer, then the connection breaks',
  slow: 'the answer comes byte by byte',
  'wrong-type': 'a web page instead of a picture, still 200',
  corrupt: 'a picture that cannot be decoded',
  svg: 'an SVG that calls itself PNG',
  huge: 'an answer without end',
  redirect: 'a redirect to another address',
  moderation: 'refused by moderation',
  '503-seconds': '503 with a Retry-After of 20 seconds',
  ...REFUSALS,
} as const

export type NamedFault = keyof typeof FAULT_KINDS
export type Fault = NamedFault | number
export type RefusalFault = keyof typeof REFUSALS | 429
/** Probabilities by fault name ('429', 'hang', …); together at most 1. */
export type FaultRates = Readonly<Record<string, number>>

/** A fault by its name, or undefined. */
export function faultOf(name: string): Fault | undefined {
  if (/^[45]\d\d$/.test(name)) return Number(name)
  return Object.keys(FAULT_KINDS).find((kind): kind is NamedFault => kind === name)
}

export const isRefusal = (fault: Fault | undefined): fault is RefusalFault =>
  fault === 429 || Object.keys(REFUSALS).some((name) => name === fault)

/** Checks rates that came from outside; throws an Error with one line that names what is wrong. */
export function checkFaultRates(rates: FaultRates): FaultRates {
  let sum = 0
  for (const [name, rate] of Object.entries(rates)) {
    if (faultOf(name) === undefined) {
      throw new Error(`unknown fault "${name}": use a status from 400 to 599 or ${Object.keys(FAULT_KINDS).join(', ')}`)
    }
    if (!(rate >= 0 && rate <= 1)) throw new Error(`fault "${name}" needs a probability from 0 to 1, not ${rate}`)
    sum += rate
  }
  if (sum > 1 + 1e-9) throw new Error(`the faults' probabilities add up to ${sum}, over 1`)
  return rates
}

/** Picks at most one fault for a call. */
export function rollFault(rates: FaultRates, random: Random): Fault | undefined {
  let left = random()
  for (const [name, rate] of Object.entries(rates)) {
    left -= rate
    if (left < 0) return faultOf(name)
  }
  return undefined
}

const TOKEN = /\[\[fault:([\w-]+)(?::(\d+))?\]\]/gi

/** Faults asked for inside the words: `[[fault:hang]]` always, `[[fault:500:2]]` for the first two calls with these words. */
export function createForcedFaults() {
  const seen = new Map<string, number>()
  return {
    /** The words without such tokens, and the fault of this call if there is one. */
    take(words: string): { words: string; fault: Fault | undefined } {
      const [token] = words.matchAll(TOKEN)
      if (!token) return { words, fault: undefined }
      const calls = (seen.get(words) ?? 0) + 1
      seen.set(words, calls)
      const active = calls <= Number(token[2] ?? Number.POSITIVE_INFINITY)
      const rest = words.replace(TOKEN, '').replace(/\s+/g, ' ').trim()
      return { words: rest, fault: active ? faultOf((token[1] ?? '').toLowerCase()) : undefined }
    },
    clear: () => seen.clear(),
  }
}
