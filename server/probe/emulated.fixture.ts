import type { Clock } from '../clock.ts'
import { type Range, within } from '../emulator/random.ts'
import { SEMANTICS, type Semantics } from '../emulator/semantics.ts'
import type { ProbeAnswer } from './types.ts'

export type Emulated = {
  semantics: Semantics
  limit: number
  windowMs: number
  latencyMs: Range
  drawMs: Range
  retryAfter: boolean
  processingHeader: boolean
}

/** Calls to the emulator's own limiter without HTTP between: counted after the latency, drawn after that. `calls`: how many came. */
export function emulatedCall(emulated: Emulated, clock: Clock, random: () => number) {
  const { semantics, limit, windowMs, latencyMs, drawMs, retryAfter, processingHeader } = emulated
  const limiter = SEMANTICS[semantics]({ limit, windowMs })
  const pass = (ms: number) => new Promise<void>((resolve) => clock.timer(ms, resolve))
  let calls = 0
  async function call(): Promise<ProbeAnswer> {
    calls++
    await pass(within(latencyMs, random))
    const taken = limiter.take(semantics === 'fixed-clock' ? clock.now() : clock.monotonic())
    if (!taken.ok) {
      const seconds = Math.max(1, Math.ceil(taken.retryAfterMs / 1000))
      return { outcome: 'refused', retryAfterSeconds: retryAfter ? seconds : undefined }
    }
    const countedAt = clock.monotonic()
    await pass(within(drawMs, random))
    return { outcome: 'taken', serverProcessingMs: processingHeader ? clock.monotonic() - countedAt : undefined }
  }

  return { call, calls: () => calls }
}
