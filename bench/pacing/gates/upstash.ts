import { Ratelimit } from '@upstash/ratelimit'
import { createStoreClient } from '../../../server/limits/redis-client.ts'
import type { Job, OpenGate } from './types.ts'

const TIMEOUT_MS = 5_000

/** @upstash/ratelimit says yes or no; its caller waits until `reset` after a no, as its README shows. */
export const openUpstash: OpenGate = async ({ label, limit, windowMs, redisUrl, send }) => {
  const store = createStoreClient({ kind: 'redis', url: redisUrl }, TIMEOUT_MS)
  const limiter = Ratelimit.slidingWindow(limit, `${windowMs} ms`)
  const ratelimit = new Ratelimit({ redis: store.redis, limiter, prefix: label, timeout: TIMEOUT_MS })
  const waiting: Job[] = []
  let pumping: Promise<void> | undefined
  let closed = false
  let wakeUp = () => {}

  async function pump() {
    while (waiting.length > 0 && !closed) {
      const { success, reset } = await ratelimit.limit('upstream')
      const job = success && !closed ? waiting.shift() : undefined
      if (job) void send(job)
      if (!success && !closed) await sleep(reset - Date.now())
    }
  }

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms))
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  return {
    add(jobs) {
      waiting.push(...jobs)
      pumping ??= pump().finally(() => {
        pumping = undefined
      })
    },
    async close() {
      closed = true
      wakeUp()
      await pumping
      store.close()
    },
  }
}
