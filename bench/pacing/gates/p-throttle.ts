import { importPeer } from '../import-peer.ts'
import type { Job, OpenGate } from './types.ts'

export const openPThrottle: OpenGate = async ({ limit, windowMs, send }) => {
  const { default: pThrottle } = await importPeer('p-throttle')
  const stop = new AbortController()
  const throttled = pThrottle({ limit, interval: windowMs, strict: true, signal: stop.signal })((job: Job) => send(job))
  return {
    add(jobs) {
      // What still waits when the gate closes is rejected.
      for (const job of jobs) throttled(job).catch(() => {})
    },
    close: () => stop.abort(),
  }
}
