import { importPeer } from '../import-peer.ts'
import type { Job, OpenGate } from './types.ts'

/** More than any burst and its service time need: the limiter alone decides. */
const CONCURRENCY = 200
/** Longer than any pause of a busy machine: no job counts as stalled and goes twice. */
const LOCK_MS = 300_000

export const openBullMq: OpenGate = async ({ label, limit, windowMs, redisUrl, send }) => {
  const { Queue, Worker } = await importPeer('bullmq')
  const { hostname, port } = new URL(redisUrl)
  const connection = { host: hostname, port: Number(port), maxRetriesPerRequest: null }
  const kept = { removeOnComplete: true, removeOnFail: true }
  const queue = new Queue(label, { connection, defaultJobOptions: kept })
  const worker = new Worker<Job>(label, (job) => send(job.data), {
    ...{ connection, concurrency: CONCURRENCY, lockDuration: LOCK_MS, limiter: { max: limit, duration: windowMs } },
  })
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()])
  return {
    add: async (jobs) => {
      await queue.addBulk(jobs.map((job) => ({ name: 'draw', data: job })))
    },
    close: async () => {
      await worker.close(true)
      await queue.close()
    },
  }
}
