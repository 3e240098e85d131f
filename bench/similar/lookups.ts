import { monitorEventLoopDelay } from 'node:perf_hooks'
import { findSimilar } from '../../server/pictures/find-similar.ts'
import { quantile } from '../queue/measure.ts'
import type { Shelf } from './shelf.ts'

export type LookupFigures = {
  lookups: number
  offered: number
  ms: { p50: number; p95: number; max: number }
  /** Of all threads, each: what a busy machine does not change. */
  cpuMs: number
  /** How late the event loop was at worst in each of its turns of a millisecond. */
  loopDelayMs: { p99: number; max: number }
}

/** Looks each of these prompts up as a visitor who types does, one after another: key, thread, rows, thread, offer written down. */
export async function measureLookups({ services }: Shelf, prompts: readonly string[]): Promise<LookupFigures> {
  const look = (words: string, i: number) => findSimilar(services, { owner: `visitor:${i}` }, { words })
  for (const [i, words] of prompts.slice(0, 50).entries()) await look(words, -1 - i)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const times: number[] = []
  const before = process.cpuUsage()
  let offered = 0
  for (const [i, words] of prompts.entries()) {
    const begun = performance.now()
    const { offer } = await look(words, i)
    times.push(performance.now() - begun)
    if (offer) offered++
  }
  delay.disable()
  const { user, system } = process.cpuUsage(before)
  const ms = (ns: number) => ns / 1e6 - 1 // its timer's own millisecond
  return {
    lookups: prompts.length,
    offered,
    ms: { p50: quantile(times, 0.5), p95: quantile(times, 0.95), max: Math.max(...times) },
    cpuMs: (user + system) / 1000 / prompts.length,
    loopDelayMs: { p99: ms(delay.percentile(99)), max: ms(delay.max) },
  }
}
