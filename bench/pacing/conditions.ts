import { SEMANTICS, type Semantics } from '../../server/emulator/semantics.ts'
import type { Scale } from './scale.ts'

/** One upstream and how its work comes in. */
export type Condition = {
  name: string
  kind: Semantics
  arrivals: 'burst' | 'spread'
  /** What the upstream works on each call after it has counted it, ms. */
  serviceMs: number
  /** 1 % of calls travel two seconds before they are counted. */
  spikes: boolean
  seed: number
}

/** How long calls travel before they are counted, ms. */
export const JITTER_MS = [0, 150] as const
export const SPIKES = { share: 0.01, ms: 2_000 }

/** Every kind of window, with all the work at once and as it comes, with and without service time, with and without spikes. */
export function listConditions({ windowMs, saysProcessingMs }: Scale): Condition[] {
  const conditions: Condition[] = []
  // Without a processing header nobody can know of a spike: that scale is without them.
  for (const spikes of saysProcessingMs ? [false, true] : [false])
    for (const serviceMs of [0, windowMs / 12])
      for (const arrivals of ['burst', 'spread'] as const)
        for (const kind of kinds) {
          const name = [kind, arrivals, serviceMs ? `service ${serviceMs / 1000} s` : '', spikes ? 'spikes' : '']
            .filter(Boolean)
            .join(', ')
          conditions.push({ name, kind, arrivals, serviceMs, spikes, seed: conditions.length + 1 })
        }
  return conditions
}

const isKind = (name: string): name is Semantics => name in SEMANTICS
const kinds = Object.keys(SEMANTICS).filter(isKind)
