import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { openSqlite } from '../../db/sqlite.ts'
import { chargePicture } from '../../server/limits/quota.ts'
import { createTiers } from '../../server/limits/tiers.ts'
import { createRandom } from '../queue/random.ts'

const QUOTA = 5
const CHILD = fileURLToPath(new URL('./quota-child.ts', import.meta.url))

export type ExactFacts = {
  /** Of 500 at once on a quota of 5, in one process and from two on one file. */
  takenByOne: number
  takenByTwo: number
  kills: number
  /** After each kill: what was told to be taken but is not on file, counters that are not their ledger, or above the quota. */
  lost: number
  wrongCounters: number
  damaged: number
}

/** Whether 500 takes at once on a quota of 5 give exactly 5, whoever is killed meanwhile. */
export async function measureExactness(folder: string, kills: number): Promise<ExactFacts> {
  const facts = { takenByOne: await fromOneProcess(folder), takenByTwo: await fromTwoProcesses(folder) }
  const random = createRandom(7)
  const sums = { lost: 0, wrongCounters: 0, damaged: 0 }
  for (let kill = 0; kill < kills; kill++) {
    const path = join(folder, `killed-${kill}.sqlite`)
    await openSqlite(path).close()
    const [killed, other] = [start(path, 'killed', 100_000, 64, 40_000), start(path, 'other', 2_000, 64, 300)]
    await goTogether([killed.child, other.child])
    await killed.heard(random.whole(50, 1_500))
    killed.child.kill('SIGKILL')
    await Promise.all([killed.ended, other.ended])
    const found = inspect(path, [...killed.taken, ...other.taken])
    sums.lost += found.lost
    sums.wrongCounters += found.wrongCounters
    sums.damaged += found.damaged
  }
  return { ...facts, kills, ...sums }
}

async function fromOneProcess(folder: string): Promise<number> {
  const path = join(folder, 'one.sqlite')
  const db = openSqlite(path)
  const rules = { tiers: createTiers({ freePerDay: QUOTA, premiumPerDay: QUOTA }), dailyCap: undefined }
  const payer = { subject: 'ip:0', tier: 'free' as const }
  const takes = Array.from({ length: 500 }, (_, n) =>
    db.write((session) => chargePicture(session, rules, payer, { pictureId: `p${n}`, units: 1, nowMs: Date.now() })),
  )
  const results = await Promise.allSettled(takes)
  await db.close()
  const { used } = inspect(path, [])
  const taken = results.filter(({ status }) => status === 'fulfilled').length
  if (taken !== used) throw new Error(`${taken} were told they were taken, and the counter says ${used}`)
  return taken
}

async function fromTwoProcesses(folder: string): Promise<number> {
  const path = join(folder, 'two.sqlite')
  await openSqlite(path).close()
  const children = ['a', 'b'].map((name) => start(path, name, 250, 250, 1))
  await goTogether(children.map(({ child }) => child))
  await Promise.all(children.map(({ ended }) => ended))
  const taken = children.flatMap((child) => [...child.taken])
  const { used, lost } = inspect(path, taken)
  if (taken.length !== used || lost > 0) throw new Error(`${taken.length} were taken, and the counter says ${used}`)
  return used
}

function start(path: string, name: string, takes: number, inFlight: number, subjects: number) {
  const args = [path, name, takes, inFlight, subjects].map(String)
  const child = fork(CHILD, args, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const taken = new Set<string>()
  const waiting: { count: number; resolve: () => void }[] = []
  child.on('message', (message) => {
    if (typeof message !== 'object' || message === null || !('taken' in message)) return
    taken.add(String(message.taken))
    for (const one of waiting) if (taken.size >= one.count) one.resolve()
  })
  const ended = Promise.all([once(child, 'exit'), once(child, 'disconnect')]).then(([[code, signal]]) => {
    if (code !== 0 && signal !== 'SIGKILL') throw new Error(`a process that charges ended with ${code ?? signal}`)
  })
  const heard = (count: number) =>
    Promise.race([ended, new Promise<void>((resolve) => waiting.push({ count, resolve }))])
  return { child, taken, ended, heard }
}

async function goTogether(children: readonly ChildProcess[]) {
  await Promise.all(children.map((child) => once(child, 'message')))
  for (const child of children) child.send('go')
}

/** What the file says, by SQL of its own. */
function inspect(path: string, taken: readonly string[]) {
  const db = new Sqlite(path)
  const ask = (sql: string) => Number(db.prepare<[], number>(sql).pluck().get() ?? 0)
  const charged = new Set(db.prepare<[], string>('select picture_id from charges').pluck().all())
  const found = {
    used: ask('select sum(used) from usage'),
    lost: taken.filter((id) => !charged.has(id)).length,
    wrongCounters: ask(
      `select count(*) from usage full join (select subject, sum(units) as units from charges group by subject) as ledger
         using (subject) where used is not units or used > ${QUOTA}`,
    ),
    damaged: db.pragma('integrity_check', { simple: true }) === 'ok' ? 0 : 1,
  }
  db.close()
  return found
}
