import { type Child, nextMessage, startNode } from './child.ts'
import type { Load, LoadResult } from './load.ts'

/** One measurement of a server: `perCpuSecond` counts by the server's own CPU time, which other programs cannot take. */
export type Measured = {
  perSecond: number
  perCpuSecond: number
  serverBusy: number
  generatorBusy: number
  bytes: number
}

export type Generator = {
  measure(server: Child, load: Omit<Load, 'port'>): Promise<Measured>
  stop(): void
}

/** Starts the load generator on core 1. */
export function startGenerator(): Generator {
  const child = startNode(new URL('./load.ts', import.meta.url), 1)
  return {
    async measure(server, load) {
      child.send({ ...load, port: server.port } satisfies Load)
      await nextMessage<'measuring'>(child)
      const result = nextMessage<LoadResult>(child)
      const [before, startedAt] = [await server.usage(), performance.now()]
      const { answers, seconds, bytesEach, busy } = await result
      const [after, endedAt] = [await server.usage(), performance.now()]
      const serverBusy = (after.cpuMicros - before.cpuMicros) / ((endedAt - startedAt) * 1000)
      const perSecond = answers / seconds
      return { perSecond, perCpuSecond: perSecond / serverBusy, serverBusy, generatorBusy: busy, bytes: bytesEach }
    },
    stop: () => child.disconnect(),
  }
}
