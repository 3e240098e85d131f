import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedisServer } from '../../server/limits/redis-server.fixture.ts'
import { installPeers } from '../peers.ts'
import { openBullMq } from './contenders/bullmq.ts'
import { openOurContender } from './contenders/ours.ts'
import { openPgBoss } from './contenders/pg-boss.ts'
import { openPlainJob } from './contenders/plainjob.ts'
import type { Contender } from './contenders/types.ts'
import { fillFiles } from './ours.ts'
import { measurePositions } from './positions.ts'
import { startPostgres } from './postgres-server.ts'
import { measureTakes } from './quota.ts'
import { measureExactness } from './quota-exact.ts'
import { type Facts, targetsOf, textOf } from './report.ts'
import { measureRounds } from './rounds.ts'

type Options = { quick: boolean; say: (line: string) => void }

/** Our queue and our quota beside the queues and limiters one would take else, each as it comes, all in one run. */
export async function benchJobs({ quick, say }: Options) {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    throw new Error('Redis is not installed: apt-get install redis-server')
  }
  installPeers(say)
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-jobs-'))
  const redis = await startRedisServer()
  const postgres = await startPostgres()
  try {
    const facts = await measure(folder, redis.url, postgres.url, { quick, say })
    const targets = targetsOf(facts)
    return { facts: { ...facts, targets }, text: textOf(facts, targets) }
  } finally {
    await redis.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(folder: string, redisUrl: string, postgresUrl: string, { quick, say }: Options): Promise<Facts> {
  const waiting = quick ? 2_000 : 100_000
  const rounds = quick ? 3 : 9
  say(`filling four queues with ${waiting.toLocaleString('en')} jobs`)
  const [short = '', full = ''] = await fillFiles(folder, ['normal', 'full'], 0)
  const [long = ''] = await fillFiles(folder, ['normal'], waiting)
  const peers = async (size: number) => [
    await openBullMq(redisUrl, size),
    await openPlainJob(folder, size),
    await openPgBoss(postgresUrl, size),
  ]
  const empty = [await openOurContender(short, 'NORMAL'), await openOurContender(full, 'FULL'), ...(await peers(0))]
  const filled = [await openOurContender(long, 'NORMAL'), ...(await peers(waiting))]
  say('accepting, claiming and finishing, in turns')
  const each = (contender: Contender) => (quick ? 10 : contender.each)
  const measured = await measureRounds({ empty, long: filled }, { each, rounds })
  for (const contender of [...empty, ...filled]) await contender.close()
  say('places')
  const positions = await measurePositions(folder, redisUrl, rounds)
  say('takes from a quota')
  const takes = await measureTakes(folder, rounds, quick ? 1_280 : 6_400)
  say('takes while one is killed')
  const exact = await measureExactness(folder, quick ? 1 : 5)
  return { waiting, ...measured, positions, takes, exact }
}
