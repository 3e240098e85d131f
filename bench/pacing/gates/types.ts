import type { Answered } from '../call.ts'

/** A picture that waits for its call. */
export type Job = { id: string; retry: boolean }

/** What a gate is given: the limit, and the one way to call. */
export type GateParts = {
  label: string
  limit: number
  windowMs: number
  marginMs: number
  redisUrl: string
  /** One call, now. Never rejects. */
  send: (job: Job) => Promise<Answered>
}

/** A contender: it calls `send` for the jobs it was given, when it believes that the upstream allows it. */
export interface Gate {
  add(jobs: readonly Job[]): Promise<void> | void
  close(): Promise<void> | void
}

export type OpenGate = (parts: GateParts) => Promise<Gate>
