type Connection = { host: string; port: number; maxRetriesPerRequest: null }

export type BullJob = { moveToCompleted(result: string, token: string, fetchNext: boolean): Promise<unknown> }

type BullMq = {
  Queue: new (
    name: string,
    options: { connection: Connection; defaultJobOptions: { removeOnComplete: boolean } },
  ) => {
    waitUntilReady(): Promise<unknown>
    add(name: string, data: object): Promise<unknown>
    addBulk(jobs: { name: string; data: object }[]): Promise<unknown>
    close(): Promise<void>
  }
  Worker: new (
    name: string,
    process: (() => Promise<unknown>) | undefined,
    options: { connection: Connection; autorun?: boolean },
  ) => {
    waitUntilReady(): Promise<unknown>
    getNextJob(token: string): Promise<BullJob | undefined>
    pause(doNotWaitActive: boolean): Promise<void>
    close(): Promise<void>
    on(event: 'error', listener: (error: Error) => void): unknown
  }
}

export type PlainQueue = {
  add(type: string, data: object): { id: number }
  addMany(type: string, data: object[]): unknown
  getAndMarkJobAsProcessing(type: string): { id: number } | undefined
  getJobById(id: number): object | undefined
  markJobAsDone(id: number): void
  close(): void
}

type Silent = Record<'error' | 'warn' | 'info' | 'debug', () => void>

type PlainJob = {
  better(database: object): object
  defineQueue(options: { connection: object; logger: Silent }): PlainQueue
}

type PgBoss = new (options: {
  connectionString: string
  schema: string
}) => {
  on(event: 'error', listener: (error: Error) => void): unknown
  start(): Promise<unknown>
  createQueue(name: string): Promise<void>
  send(name: string, data: object): Promise<string | null>
  insert(jobs: { name: string; data: object }[]): Promise<void>
  fetch(name: string): Promise<{ id: string }[]>
  complete(name: string, id: string): Promise<void>
  stop(options: { graceful: boolean; wait: boolean }): Promise<void>
}

type RateLimiterFlexible = {
  RateLimiterSQLite: new (
    options: { storeClient: object; storeType: 'better-sqlite3'; tableName: string; points: number; duration: number },
    ready: (error?: unknown) => void,
  ) => { consume(key: string): Promise<unknown> }
}

/** The small part of each peer that is used here. */
type Peers = {
  bullmq: BullMq
  plainjob: PlainJob
  'pg-boss': { default: PgBoss }
  'rate-limiter-flexible': RateLimiterFlexible
}

/** A peer of bench/package.json, by a name the compiler does not follow: `npm run check` passes where none is installed. */
export async function importPeer<Name extends keyof Peers>(name: Name): Promise<Peers[Name]> {
  const specifier: string = name
  return await import(specifier)
}
