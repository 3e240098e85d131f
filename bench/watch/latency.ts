import { openConnection } from '../http/raw-client.ts'
import { sleep } from './plan.ts'

export type Latency = { p50Ms: number; p99Ms: number; answers: number }

/** Asks the same again and again, with pauses in between, until `until` settles; how long an answer took. */
export async function measureLatency(port: number, path: string, until: Promise<unknown>): Promise<Latency> {
  let open = true
  void until.finally(() => {
    open = false
  })
  const request = Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: drawbridge_visitor=${'l'.repeat(27)}\r\n\r\n`,
  )
  const times: number[] = []
  while (open) {
    let asked = false
    let startedAt = 0
    const next = () => {
      if (asked) return undefined
      asked = true
      startedAt = performance.now()
      return request
    }
    await openConnection({ port }, next, ({ status, body }) => {
      if (status !== 200) throw new Error(`an answer was ${status}: ${body()}`)
      times.push(performance.now() - startedAt)
    })
    await sleep(20)
  }
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { p50Ms: at(0.5), p99Ms: at(0.99), answers: times.length }
}
