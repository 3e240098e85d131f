import { type BottleneckOptions, importPeer } from '../import-peer.ts'
import type { Gate, GateParts, OpenGate } from './types.ts'

/** N at once, and N again each window. */
export const openBottleneckReservoir: OpenGate = (parts) =>
  openBottleneck(parts, {
    reservoir: parts.limit,
    reservoirRefreshAmount: parts.limit,
    reservoirRefreshInterval: parts.windowMs,
  })

/** One every W / N. */
export const openBottleneckMinTime: OpenGate = (parts) =>
  openBottleneck(parts, { minTime: parts.windowMs / parts.limit })

async function openBottleneck({ send }: GateParts, options: BottleneckOptions): Promise<Gate> {
  const { default: Bottleneck } = await importPeer('bottleneck')
  const limiter = new Bottleneck(options)
  return {
    add(jobs) {
      // What still waits when the gate closes is dropped, by an error.
      for (const job of jobs) limiter.schedule(() => send(job)).catch(() => {})
    },
    close: async () => {
      await limiter.stop({ dropWaitingJobs: true })
      await limiter.disconnect()
    },
  }
}
