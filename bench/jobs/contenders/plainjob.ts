import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { importPeer } from '../import-peer.ts'
import { type Contender, jobData, timeAll, timeEach } from './types.ts'

const TYPE = 'draw'

/** plainjob on better-sqlite3, with the WAL and synchronous = NORMAL it sets itself. Its calls are synchronous. */
export async function openPlainJob(folder: string, waiting: number): Promise<Contender> {
  const { better, defineQueue } = await importPeer('plainjob')
  const database = new Sqlite(join(folder, `plainjob-${waiting}.sqlite`))
  const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} }
  const queue = defineQueue({ connection: better(database), logger: silent })
  let n = 0
  const next = () => jobData(n++)
  for (let left = waiting; left > 0; left -= 1000) {
    queue.addMany(TYPE, Array.from({ length: Math.min(left, 1000) }, next))
  }

  function serveOne() {
    const taken = queue.getAndMarkJobAsProcessing(TYPE)
    if (!taken) throw new Error('plainjob has no job left')
    queue.getJobById(taken.id)
    queue.markJobAsDone(taken.id)
  }

  return {
    name: 'plainjob on SQLite',
    each: 100,
    keeps: 'a crash; not every power cut (NORMAL)',
    accept: { 'queue.add': (count) => timeAll(count, () => queue.add(TYPE, next())) },
    serve: { 'its own verbs': (count) => timeEach(count, serveOne) },
    close: async () => queue.close(),
  }
}
