import { importPeer } from '../import-peer.ts'
import { type Contender, jobData, timeAll, timeEach } from './types.ts'

/** pg-boss on a PostgreSQL that syncs each commit, as it comes. */
export async function openPgBoss(url: string, waiting: number): Promise<Contender> {
  const { default: PgBoss } = await importPeer('pg-boss')
  const boss = new PgBoss({ connectionString: url, schema: `boss${waiting}` })
  boss.on('error', (error) => {
    throw error
  })
  await boss.start()
  await boss.createQueue('draw')
  let n = 0
  const next = () => jobData(n++)
  for (let left = waiting; left > 0; left -= 5000) {
    await boss.insert(Array.from({ length: Math.min(left, 5000) }, () => ({ name: 'draw', data: next() })))
  }

  async function serveOne() {
    const [job] = await boss.fetch('draw')
    if (!job) throw new Error('pg-boss has no job left')
    await boss.complete('draw', job.id)
  }

  return {
    name: 'pg-boss on PostgreSQL',
    each: 15,
    keeps: 'a power cut',
    accept: { 'boss.send': (count) => timeAll(count, () => boss.send('draw', next())) },
    serve: { 'fetch, complete': (count) => timeEach(count, serveOne) },
    close: () => boss.stop({ graceful: false, wait: true }),
  }
}
