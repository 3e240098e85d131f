import { importPeer } from '../import-peer.ts'
import type { OpenGate } from './types.ts'

export const openPQueue: OpenGate = async ({ limit, windowMs, send }) => {
  const { default: PQueue } = await importPeer('p-queue')
  const queue = new PQueue({ intervalCap: limit, interval: windowMs, strict: true })
  return {
    add(jobs) {
      for (const job of jobs) void queue.add(() => send(job))
    },
    close() {
      queue.pause()
      queue.clear()
    },
  }
}
