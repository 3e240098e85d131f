/** Accepts jobs `count` times one by one, and returns how long all of them took, in milliseconds. */
export type Accept = (count: number) => Promise<number>

/** Takes and finishes `count` jobs one by one, and returns how long each took, in milliseconds. */
export type Serve = (count: number) => Promise<number[]>

/** A queue with some number of jobs waiting in it. */
export interface Contender {
  name: string
  /** Jobs a round: fewer where each takes long. */
  each: number
  /** What an accepted job survives. */
  keeps: string
  /** Ways to accept a job and to serve one; each by what the tables call it. */
  accept: Record<string, Accept>
  serve: Record<string, Serve>
  close(): Promise<void>
}

/** What each job of the peers carries: about what a picture's row says. */
export const jobData = (n: number) => ({
  words: `picture ${n}`,
  key: `key ${n}`,
  ...{ subject: `ip:visitor${n}`, lane: 'free', width: 1024, height: 1024, style: 'illustration', seed: n },
})

export async function timeAll(count: number, one: () => unknown): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < count; i++) await one()
  return performance.now() - start
}

export async function timeEach(count: number, one: () => unknown): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    await one()
    times.push(performance.now() - start)
  }
  return times
}
