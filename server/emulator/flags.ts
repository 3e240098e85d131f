import { checkFaultRates, type FaultRates } from './faults.ts'
import type { Range } from './random.ts'

/** `0-150` or `20` as milliseconds; throws an Error that says what is allowed. */
export function parseRange(text: string): Range {
  const [, from = '', to = from] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(text) ?? []
  if (from === '' || Number(from) > Number(to)) throw new Error('allowed: FROM-TO in milliseconds, like 0-150')
  return [Number(from), Number(to)]
}

/** `429:0.01,hang:0.001` as probabilities by fault; '' and `none` are no faults. Throws an Error that names what is wrong. */
export function parseFaults(text: string): FaultRates {
  if (text === '' || text === 'none') return {}
  const rates = text.split(',').map((part): [string, number] => {
    const [, name = '', rate = ''] = /^\s*([\w-]+):(\d*\.?\d+)\s*$/.exec(part) ?? []
    if (name === '') throw new Error(`allowed: NAME:PROBABILITY,… like 429:0.01,hang:0.001, not "${part}"`)
    return [name, Number(rate)]
  })
  return checkFaultRates(Object.fromEntries(rates))
}

/** A whole number in a range; throws an Error that says what is allowed. */
export function parseWhole(text: string, min: number, max: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) throw new Error(`allowed: a whole number from ${min} to ${max}`)
  return value
}
