import type { UpstreamLimit } from '../config.ts'

/**
 * Milliseconds until the picture at `position` (1 is next) is sent, by the slots' forecast: `free[p mod N]`, and a round later
 * for every N before it.
 * Without a limit, by how many are drawn side by side and how long one takes.
 */
export function startsInMs(position: number, parts: StartFacts): number {
  const p = position - 1
  const byDrawing = Math.max(0, Math.floor((p + parts.inFlight) / parts.concurrency)) * parts.drawingMs + parts.pausedMs
  if (!parts.limit) return byDrawing
  const n = parts.forecast.length
  const bySlots = Math.max(parts.forecast[p % n] ?? 0, parts.pausedMs) + Math.floor(p / n) * parts.roundMs
  return Math.max(bySlots, byDrawing)
}

export type StartFacts = {
  forecast: readonly number[]
  limit: UpstreamLimit | null
  /** How long after it was used a slot is free again. */
  roundMs: number
  concurrency: number
  inFlight: number
  drawingMs: number
  /** How long nothing is sent at all, because the upstream struggles. */
  pausedMs: number
}
