import { spawnSync } from 'node:child_process'
import { SEMANTICS, type Semantics } from '../../server/emulator/semantics.ts'
import { startRedisServer } from '../../server/limits/redis-server.fixture.ts'
import { installPeers } from '../peers.ts'
import type { Busy } from './busy.ts'
import { startChild } from './child.ts'
import { type Condition, listConditions } from './conditions.ts'
import type { ContenderMethods } from './contender-process.ts'
import { CONTENDERS, type Contender, isContender } from './contenders.ts'
import { factsOf, textOf } from './report.ts'
import { type Lane, runLanes } from './run-lanes.ts'
import { scaleOf } from './scale.ts'
import { playVirtually, type VirtualRun } from './virtual.ts'

/** So many upstreams a contender has at once: few enough that no process is busy for long when bursts meet. */
const AT_ONCE = 8
const VIRTUAL_CALLS_EACH = 2_500

/** Our pacer beside others before real upstreams of every kind: who is refused, and how much of the limit is used. */
export async function benchPacing(options: { quick: boolean; minute?: boolean; say: (line: string) => void }) {
  const { quick, minute = false, say } = options
  const scale = scaleOf({ quick, minute })
  installPeers(say)
  if (spawnSync('redis-server', ['--version']).status !== 0)
    throw new Error('BullMQ and @upstash/ratelimit need a redis-server here: apt-get install redis-server')

  const virtual: VirtualRun[] = []
  for (const [i, kind] of kinds.entries()) {
    say(`${VIRTUAL_CALLS_EACH} calls in virtual time, ${kind}`)
    virtual.push(await playVirtually(kind, scaleOf({ quick, minute: false }), quick ? 600 : VIRTUAL_CALLS_EACH, 7 + i))
  }

  const contenders = Object.keys(CONTENDERS).filter(isContender)
  const redis = await startRedisServer()
  const processes = new Map(
    contenders.map((name) => {
      const module = new URL('./contender-process.ts', import.meta.url)
      return [name, startChild<ContenderMethods>(module, [name, redis.url])] as const
    }),
  )
  try {
    const lanes: Lane[] = []
    const busy: Record<string, Busy>[] = []
    const batches = inBatches(listConditions(scale), minute ? Number.POSITIVE_INFINITY : AT_ONCE)
    for (const [i, conditions] of batches.entries()) {
      say(
        `${contenders.length} contenders × ${conditions.length} upstreams at once, part ${i + 1} of ${batches.length}`,
      )
      const run = await runLanes({ contenders, conditions, scale }, processes)
      lanes.push(...run.lanes)
      busy.push(run.busy)
    }
    say('arrivals at the worst moment')
    const adversarial = new Map<Contender, number>(
      await Promise.all(
        [...processes].map(
          async ([name, one]) => [name, await one.call('adversarial', scaleOf({ quick, minute: false }))] as const,
        ),
      ),
    )
    const facts = factsOf({ scale, lanes, busy, virtual, adversarial })
    return { facts, text: textOf(facts) }
  } finally {
    await Promise.all([...processes.values()].map((one) => one.stop()))
    await redis.close()
  }
}

const isKind = (name: string): name is Semantics => name in SEMANTICS
const kinds = Object.keys(SEMANTICS).filter(isKind)

function inBatches(conditions: readonly Condition[], size: number): Condition[][] {
  const batches: Condition[][] = []
  for (let at = 0; at < conditions.length; at += size) batches.push(conditions.slice(at, at + size))
  return batches
}
