import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askForPictures, visitorOf } from './ask.ts'
import { type Asked, startAsked } from './commands.ts'
import type { Told, Watched } from './crowd.ts'
import { type Latency, measureLatency } from './latency.ts'
import { PICTURES_A_MINUTE, type Plan, sleep } from './plan.ts'
import type { Weight } from './servers/weigh.ts'

const NANOSECONDS = 1e6
/** What an event sets going is over by then. */
const QUIET_MS = 500
/** Drawn before the watched ones while the bench runs. */
const spare = ({ rounds, loadSeconds }: Plan) => rounds + 50 + Math.ceil((loadSeconds * PICTURES_A_MINUTE) / 60)

/**
 * `rssBytes` and `heapBytes` for each watcher; milliseconds from each event until the last watcher had it, and of the server's
 * own CPU time for it, which other programs cannot take.
 */
export type Side = { rssBytes: number; heapBytes: number; lastMs: number[]; cpuMs: number[] }
export type Load = {
  asked: number
  eventsPerSecond: number
  eventsEach: number
  serverBusy: number
  crowdBusy: number
  latency: Latency
}
export type CrowdFacts = {
  payloadBytes: number
  drawbridge: Side
  bare: Side
  load: Load
  /** The same number of events from bare node:http, and a plain answer of it meanwhile. */
  bareLoad: Omit<Load, 'asked'>
}

/** A Drawbridge of its own, with its data in a folder that goes with it. */
export async function startDrawbridge(): Promise<Asked & { port: number }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  const server = await startAsked(new URL('./servers/drawbridge.ts', import.meta.url), 0, { dataDir })
  const stop = async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { ...server, stop, port: await server.ask<number>('port') }
}

/** Thousands of watchers of as many waiting pictures beside as many of bare node:http: weight, time to the last, and under load. */
export async function measureCrowd(plan: Plan, say: (line: string) => void): Promise<CrowdFacts> {
  const drawbridge = await startDrawbridge()
  const bare = await startAsked(new URL('./servers/bare.ts', import.meta.url), 0)
  const [crowd, bareCrowd] = [
    await startAsked(new URL('./crowd.ts', import.meta.url), 1),
    await startAsked(new URL('./crowd.ts', import.meta.url), 1),
  ]
  try {
    const wishes = Array.from({ length: plan.watchers + spare(plan) }, (_, i) => ({
      words: `a red car number ${i}`,
      visitor: visitorOf(`watcher-${i}`),
    }))
    const asked = await askForPictures(drawbridge.port, wishes)
    say(`${asked.length} pictures wait`)
    // The oldest go first; those who watch stay until the end.
    const byAge = asked.sort((a, b) => (a.id < b.id ? -1 : 1))
    const watched = byAge.slice(spare(plan)).map(({ path, visitor }) => ({ path, visitor }))

    const drawbridgeWeight = await weighStreams(drawbridge, crowd, drawbridge.port, watched)
    const payload = `data: ${await crowd.ask<string>('lastJson')}\n\n\n`
    await bare.ask('greet', payload)
    const barePort = await bare.ask<number>('port')
    const bareWatched = watched.map(({ path, visitor }) => ({ visitor, path: `/watch${path}` }))
    const bareWeight = await weighStreams(bare, bareCrowd, barePort, bareWatched)
    say(`${plan.watchers} watch each of the two servers`)

    const ours: Side = { ...drawbridgeWeight, lastMs: [], cpuMs: [] }
    const theirs: Side = { ...bareWeight, lastMs: [], cpuMs: [] }
    for (let round = 0; round < plan.rounds; round++) {
      await timeToLast(ours, drawbridge, crowd)
      await timeToLast(theirs, bare, bareCrowd, payload)
    }
    say('one event at a time: measured')

    const load = await measureLoad(drawbridge, crowd, drawbridge.port, plan)
    say(`${load.asked} pictures asked for in ${plan.loadSeconds} s`)
    const bareLoad = await measureBareLoad(bare, bareCrowd, { port: barePort, payload, like: load, plan })
    return {
      payloadBytes: payload.length,
      drawbridge: ours,
      bare: theirs,
      load,
      bareLoad,
    }
  } finally {
    await Promise.all([crowd, bareCrowd, bare, drawbridge].map((each) => each.stop()))
  }
}

/** What a process grows by for each open stream, once it has opened and closed some before. */
async function weighStreams(server: Asked, crowd: Asked, port: number, watched: readonly Watched[]) {
  const some = watched.slice(0, Math.ceil(watched.length / 4))
  for (let round = 0; round < 2; round++) {
    await crowd.ask('open', { port, watched: some })
    await crowd.ask('close')
  }
  const before = await server.ask<Weight>('weigh')
  const open = await crowd.ask<number>('open', { port, watched })
  if (open !== watched.length) throw new Error(`${open} of ${watched.length} streams are open`)
  const after = await server.ask<Weight>('weigh')
  const each = (what: 'rssBytes' | 'heapBytes') => (after[what] - before[what]) / watched.length
  return { rssBytes: each('rssBytes'), heapBytes: each('heapBytes') }
}

async function timeToLast(side: Side, server: Asked, crowd: Asked, event?: string) {
  await sleep(QUIET_MS)
  await crowd.ask('arm')
  const last = crowd.ask<number>('lastHeard')
  const before = await server.ask<number>('cpuMicros')
  const at = await server.ask<number>('event', event)
  side.lastMs.push(((await last) - at) / NANOSECONDS)
  await sleep(QUIET_MS)
  side.cpuMs.push(((await server.ask<number>('cpuMicros')) - before) / 1000)
}

async function measureLoad(server: Asked, crowd: Asked, port: number, { loadSeconds }: Plan): Promise<Load> {
  await server.ask('pace', 60_000 / PICTURES_A_MINUTE)
  let asked = 0
  const asking = async () => {
    const endsAt = performance.now() + loadSeconds * 1000
    for (let next = performance.now(); next < endsAt; next += 60_000 / PICTURES_A_MINUTE) {
      await sleep(next - performance.now())
      asked++
      await askForPictures(port, [{ words: `a blue boat number ${asked}`, visitor: visitorOf(`asker-${asked}`) }])
    }
  }
  const load = await measureWhile(server, crowd, { port, path: '/api/trpc/limits.status', work: asking() })
  await server.ask('pace', null)
  return { asked, ...load }
}

async function measureBareLoad(
  bare: Asked,
  crowd: Asked,
  { port, payload, like, plan }: { port: number; payload: string; like: Load; plan: Plan },
) {
  const gapMs = (plan.loadSeconds * 1000) / like.eventsEach
  const sending = async () => {
    const endsAt = performance.now() + (plan.loadSeconds * 1000) / 2
    for (let next = performance.now(); next < endsAt; next += gapMs) {
      await sleep(next - performance.now())
      await bare.ask('event', payload)
    }
  }
  return await measureWhile(bare, crowd, { port, path: '/', work: sending() })
}

async function measureWhile(
  server: Asked,
  crowd: Asked,
  { port, path, work }: { port: number; path: string; work: Promise<void> },
): Promise<Omit<Load, 'asked'>> {
  const usage = async () => ({
    told: await crowd.ask<Told>('told'),
    cpu: await server.ask<number>('cpuMicros'),
    at: performance.now(),
  })
  const before = await usage()
  const latency = await measureLatency(port, path, work)
  await work
  const after = await usage()
  const micros = (after.at - before.at) * 1000
  const events = after.told.events - before.told.events
  return {
    eventsPerSecond: (events / micros) * 1e6,
    eventsEach: events / after.told.open,
    serverBusy: (after.cpu - before.cpu) / micros,
    crowdBusy: (after.told.cpuMicros - before.told.cpuMicros) / micros,
    latency,
  }
}
