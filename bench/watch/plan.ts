/** How much is measured. */
export type Plan = {
  watchers: number
  rounds: number
  loadSeconds: number
  /** Pictures whose watchers lose their streams, and how often in all. */
  endings: { pictures: number; disconnects: number }
  /** Connections opened and dropped, after so many to warm up. */
  leftovers: { warmup: number; connections: number }
}

export const FULL: Plan = {
  watchers: 5_000,
  rounds: 15,
  loadSeconds: 40,
  endings: { pictures: 300, disconnects: 1_000 },
  leftovers: { warmup: 2_000, connections: 10_000 },
}

export const QUICK: Plan = {
  watchers: 500,
  rounds: 4,
  loadSeconds: 6,
  endings: { pictures: 60, disconnects: 200 },
  leftovers: { warmup: 500, connections: 1_000 },
}

export const PICTURES_A_MINUTE = 200
/** A streams' kB and milliseconds, at most this many times those of bare node:http. */
export const AT_MOST = 1.3

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
