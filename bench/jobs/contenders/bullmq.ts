import { type BullJob, importPeer } from '../import-peer.ts'
import { type Contender, jobData, timeAll, timeEach } from './types.ts'

const TOKEN = 'bench'

/** BullMQ on a Redis that keeps nothing on disk; finished jobs are removed. */
export async function openBullMq(redisUrl: string, waiting: number): Promise<Contender> {
  const { Queue, Worker } = await importPeer('bullmq')
  const { hostname, port } = new URL(redisUrl)
  const connection = { host: hostname, port: Number(port), maxRetriesPerRequest: null }
  const name = `waiting${waiting}`
  const queue = new Queue(name, { connection, defaultJobOptions: { removeOnComplete: true } })
  const hand = new Worker(name, undefined, { connection, autorun: false })
  for (const one of [queue, hand]) await one.waitUntilReady()
  let n = 0
  const next = () => jobData(n++)
  for (let left = waiting; left > 0; left -= 1000) {
    const jobs = Array.from({ length: Math.min(left, 1000) }, () => ({ name: 'draw', data: next() }))
    await queue.addBulk(jobs)
  }

  /** Takes and ends a job by hand, two commands a job. */
  async function serveOne() {
    const job: BullJob | undefined = await hand.getNextJob(TOKEN)
    if (!job) throw new Error('BullMQ has no job left')
    await job.moveToCompleted('drawn', TOKEN, false)
  }

  /** A Worker with one hand, from the start of one job to the start of the next: that is one command a job. */
  async function serveByWorker(count: number): Promise<number[]> {
    const starts: number[] = []
    let enough = () => {}
    const done = new Promise<void>((resolve) => {
      enough = resolve
    })
    const worker = new Worker(
      name,
      async () => {
        starts.push(performance.now())
        if (starts.length <= count) return
        await worker.pause(true)
        enough()
      },
      { connection },
    )
    worker.on('error', (error) => {
      throw error
    })
    await done
    await worker.close()
    return starts.slice(1, count + 1).map((at, i) => at - (starts[i] ?? Number.NaN))
  }

  return {
    name: 'BullMQ on Redis',
    each: 100,
    keeps: 'nothing: Redis without a disk',
    accept: { 'queue.add': (count) => timeAll(count, () => queue.add('draw', next())) },
    serve: { Worker: serveByWorker, 'getNextJob, moveToCompleted': (count) => timeEach(count, serveOne) },
    async close() {
      await hand.close()
      await queue.close()
    },
  }
}
