import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../server/clock.ts'
import { createWindowPeak } from '../../server/emulator/window-peak.ts'
import type { Job, OpenGate } from './gates/types.ts'
import type { Scale } from './scale.ts'

const BEFORE_THE_EDGE_MS = 250
const WATCHED_WINDOWS = 3

/**
 * The most calls sent in any one window when work comes at the worst moment: one at a window's start, the rest of N just
 * before its end, and as much as there can be after it. Windows that follow the clock and those that open at the first
 * call have their edge at the same time here. Calls are answered at once: what is counted is the contender's own rule.
 */
export async function countAdversarial(parts: { open: OpenGate; scale: Scale; redisUrl: string; label: string }) {
  const { limit, windowMs, marginMs } = parts.scale
  const peak = createWindowPeak(windowMs)
  const gate = await parts.open({
    ...{ limit, windowMs, marginMs, redisUrl: parts.redisUrl, label: parts.label.replace(/\W+/g, '-') },
    async send() {
      const sentAt = systemClock.monotonic()
      peak.add(sentAt)
      const nothing = { serverProcessingMs: undefined, retryAfterSeconds: undefined }
      return { refused: false, sentAt, writtenAt: sentAt, headersReceivedAt: sentAt, ...nothing }
    },
  })
  const jobs = (prefix: string, count: number): Job[] =>
    Array.from({ length: count }, (_, n) => ({ id: `${prefix}-${n}`, retry: false }))
  await sleep(windowMs - (Date.now() % windowMs))
  await gate.add(jobs('first', 1))
  await sleep(windowMs - BEFORE_THE_EDGE_MS - (Date.now() % windowMs))
  await gate.add(jobs('before', limit - 1))
  await sleep(BEFORE_THE_EDGE_MS / 2)
  await gate.add(jobs('after', WATCHED_WINDOWS * limit))
  await sleep(WATCHED_WINDOWS * windowMs)
  await gate.close()
  return peak.peak()
}
