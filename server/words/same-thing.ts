import { closeness } from './closeness.ts'
import type { Thing } from './scene.ts'

/** Things less close than this are different things. */
export const SAME_THING = 0.7

/** How nearly two things are one, 0 to 1, in whichever of its meanings a word of another language is taken. */
export function closenessOfThings(a: Thing, b: Thing): number {
  let best = 0
  for (const one of readings(a)) for (const other of readings(b)) best = Math.max(best, closeness(one, other, 'noun'))
  return best
}

const readings = ({ head, others = [] }: Thing) => [head, ...others]
