import type { Busy } from './busy.ts'
import { type Child, startChild } from './child.ts'
import type { Condition } from './conditions.ts'
import type { ContenderMethods } from './contender-process.ts'
import type { Contender } from './contenders.ts'
import { overheadOfSlots, overheadOfWindows } from './dispatch-overhead.ts'
import { mostAccepted } from './most.ts'
import type { Scale } from './scale.ts'
import type { UpstreamMethods } from './upstream-process.ts'
import { utilisation } from './utilisation.ts'

/** What came of one contender before one upstream. */
export type Lane = {
  contender: Contender
  condition: Condition
  sent: number
  accepted: number
  refused: number
  /** What its kind would have accepted at most in the watched time. */
  most: number
  utilisation: number
  /** The most counted in any one window. */
  maxInWindow: number
  /** From a call's arrival at the upstream until it was counted, on average, ms. */
  meanTravelMs: number
  /** What each call waited although it could have gone, ms; where that contender's rule is known. */
  overheadMs: number[]
}

type Run = { contenders: readonly Contender[]; conditions: readonly Condition[]; scale: Scale }
export type Contenders = ReadonlyMap<Contender, Child<ContenderMethods>>
export type LanesRun = { lanes: Lane[]; busy: Record<string, Busy> }

/** Plays every contender before every condition, all at once, each pair with an upstream of its own. */
export async function runLanes(run: Run, processes: Contenders): Promise<LanesRun> {
  const { contenders, conditions, scale } = run
  const upstream = startChild<UpstreamMethods>(new URL('./upstream-process.ts', import.meta.url), [])
  try {
    const pairs = contenders.flatMap((contender) => conditions.map((condition) => ({ contender, condition })))
    const urls = await upstream.call('open', { conditions: pairs.map(({ condition }) => condition), scale })
    const placed = pairs.map((pair, i) => ({
      ...pair,
      url: urls[i] ?? '',
      delayMs: (i / pairs.length) * scale.windowMs,
    }))
    const lanesOf = (contender: Contender) => placed.filter((lane) => lane.contender === contender)
    const each = <T>(use: (process: Child<ContenderMethods>, contender: Contender) => Promise<T>) =>
      Promise.all([...processes].map(([contender, process]) => use(process, contender)))

    await each((process, contender) => process.call('open', { lanes: lanesOf(contender), scale }))
    const watched = await each((process, contender) =>
      process.call('watch', { delaysMs: lanesOf(contender).map(({ delayMs }) => delayMs) }),
    )
    const collected = await upstream.call('collect', undefined)
    const played = watched.flatMap((one) => one.played)
    const lanes = pairs.map((pair, i) => {
      const [counts, calls] = [collected.counts[i], played[i]?.calls]
      if (!counts || !calls) throw new Error(`nothing came of ${pair.contender}, ${pair.condition.name}`)
      const { acceptedAt, ...rest } = counts
      const accepted = acceptedAt.length
      if (accepted + rest.refused !== calls.length)
        throw new Error(`${pair.contender} sent ${calls.length}, the upstream saw ${accepted + rest.refused}`)
      return {
        ...{ ...pair, ...rest, sent: calls.length, accepted, most: mostAccepted(pair.condition.kind, scale) },
        utilisation: utilisation(acceptedAt, scale.limit, scale.windowMs),
        overheadMs: overheadOf(pair.contender, calls, scale),
      }
    })
    const names = [...processes.keys()]
    const busy = Object.fromEntries(watched.map((one, i): [string, Busy] => [names[i] ?? '', one.busy]))
    return { lanes, busy: { upstreams: collected.busy, ...busy } }
  } finally {
    await upstream.stop()
  }
}

function overheadOf(contender: Contender, calls: Parameters<typeof overheadOfSlots>[0], scale: Scale): number[] {
  if (contender === 'Drawbridge') return overheadOfSlots(calls, scale)
  if (contender === 'BullMQ') return overheadOfWindows(calls, scale)
  return []
}
