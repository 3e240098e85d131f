/** What is allowed, and for how long each gate is watched. */
export type Scale = {
  limit: number
  windowMs: number
  /** Watched from a gate's first job to here. */
  watchMs: number
  /** How long a call may travel unknown to us (UPSTREAM_MARGIN_MS). */
  marginMs: number
  /** Whether the upstream says how long it worked. */
  saysProcessingMs: boolean
}

const SIX_SECONDS = { limit: 30, windowMs: 6_000, watchMs: 72_000, marginMs: 600, saysProcessingMs: true }
const A_MINUTE = { limit: 30, windowMs: 60_000, watchMs: 480_000, marginMs: 600, saysProcessingMs: false }

export function scaleOf({ quick, minute }: { quick: boolean; minute: boolean }): Scale {
  const scale = minute ? A_MINUTE : SIX_SECONDS
  return quick ? { ...scale, watchMs: 3 * scale.windowMs } : scale
}
