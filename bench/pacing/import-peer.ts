type PQueue = new (options: {
  intervalCap: number
  interval: number
  strict: boolean
}) => { add<T>(task: () => Promise<T>): Promise<T>; pause(): void; clear(): void }

type PThrottle = (options: {
  limit: number
  interval: number
  strict: boolean
  signal: AbortSignal
}) => <In, Out>(task: (input: In) => Promise<Out>) => (input: In) => Promise<Out>

export type BottleneckOptions = {
  minTime?: number
  reservoir?: number
  reservoirRefreshAmount?: number
  reservoirRefreshInterval?: number
}

type Bottleneck = new (
  options: BottleneckOptions,
) => {
  schedule<T>(task: () => Promise<T>): Promise<T>
  stop(options: { dropWaitingJobs: boolean }): Promise<void>
  disconnect(): Promise<void>
}

type Connection = { host: string; port: number; maxRetriesPerRequest: null }

type BullMq = {
  Queue: new (
    name: string,
    options: { connection: Connection; defaultJobOptions: { removeOnComplete: boolean; removeOnFail: boolean } },
  ) => {
    waitUntilReady(): Promise<unknown>
    addBulk(jobs: { name: string; data: object }[]): Promise<unknown>
    close(): Promise<void>
  }
  Worker: new <Data>(
    name: string,
    process: (job: { data: Data }) => Promise<unknown>,
    options: {
      connection: Connection
      concurrency: number
      lockDuration: number
      limiter: { max: number; duration: number }
    },
  ) => { waitUntilReady(): Promise<unknown>; close(force: boolean): Promise<void> }
}

/** The small part of each peer that is used here. */
type Peers = {
  'p-queue': { default: PQueue }
  'p-throttle': { default: PThrottle }
  bottleneck: { default: Bottleneck }
  bullmq: BullMq
}

/** A peer of bench/package.json, by a name the compiler does not follow: `npm run check` passes where none is installed. */
export async function importPeer<Name extends keyof Peers>(name: Name): Promise<Peers[Name]> {
  const specifier: string = name
  return await import(specifier)
}
