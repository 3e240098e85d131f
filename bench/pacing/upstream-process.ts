import sharp from 'sharp'
import { createEmulator, type Emulator } from '../../server/emulator/emulator.ts'
import { type Busy, watchBusy } from './busy.ts'
import { serve } from './child.ts'
import { type Condition, JITTER_MS, SPIKES } from './conditions.ts'
import type { Scale } from './scale.ts'

/** What an upstream counted; moments in its own milliseconds. */
export type Counts = { acceptedAt: number[]; refused: number; maxInWindow: number; meanTravelMs: number }

type Open = { emulator: Emulator; acceptedAt: number[]; travelledMs: number[] }
let open: Open[] = []
let busy = () => ({ cpuShare: 0, lagP50Ms: 0, lagP99Ms: 0, lagMaxMs: 0 })

/** The emulators of a run, in a process of their own so that no contender's work delays them. */
const methods = {
  /** Opens an emulator for each condition; their addresses, in the same order. */
  async open({ conditions, scale }: { conditions: readonly Condition[]; scale: Scale }): Promise<string[]> {
    const picture = await sharp({ create: { width: 16, height: 16, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    open = await Promise.all(
      conditions.map(async (condition) => {
        const acceptedAt: number[] = []
        const travelledMs: number[] = []
        const emulator = await createEmulator({
          ...{ limit: scale.limit, windowSeconds: scale.windowMs / 1000, semantics: condition.kind },
          ...{
            latencyMs: JITTER_MS,
            drawMs: [condition.serviceMs, condition.serviceMs],
            seed: condition.seed,
          },
          spikes: condition.spikes ? SPIKES : undefined,
          saysProcessingMs: scale.saysProcessingMs,
          draw: async () => picture,
          onCount({ at, travelledMs: ms, accepted }) {
            travelledMs.push(ms)
            if (accepted) acceptedAt.push(at)
          },
        })
        return { emulator, acceptedAt, travelledMs }
      }),
    )
    busy = watchBusy()
    return open.map(({ emulator }) => emulator.url)
  },
  /** What they counted, in the same order, and how busy this process was meanwhile; closes them. */
  async collect(): Promise<{ counts: Counts[]; busy: Busy }> {
    const seen = busy()
    const counts = open.map(({ emulator, acceptedAt, travelledMs }) => {
      const { refused, maxInWindow } = emulator.stats()
      const meanTravelMs = travelledMs.reduce((sum, ms) => sum + ms, 0) / Math.max(1, travelledMs.length)
      return { acceptedAt, refused, maxInWindow, meanTravelMs }
    })
    await Promise.all(open.map(({ emulator }) => emulator.close()))
    return { counts, busy: seen }
  },
}
export type UpstreamMethods = typeof methods

serve(methods)
