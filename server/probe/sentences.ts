import { refusedIn, type Step, takenIn } from './types.ts'

/** What a step did and what came of it. */
export function describeStep(step: Step, number: number): string {
  const from = step.calls[0]?.from ?? 0
  const sent = count(step.calls.length, 'call')
  return `${number}. After ${seconds(from)} s it sent ${sent}: ${takenIn(step)} taken, ${refusedIn(step)} refused.`
}

export const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`

/** Rounded to tenths. */
export const seconds = (ms: number) => String(Math.round(ms / 100) / 10)
