'use client'

import { useLimits } from '../hooks/use-limits'
import { useOnline } from '../hooks/use-online'
import { useSecondsLeft } from '../hooks/use-seconds-left'
import type { Problem } from '../problem'

/** Reasons that time alone does not lift. */
const LASTING = new Set<Problem['reason']>(['tier', 'moderation', 'words', 'input', 'sign-in', 'origin', 'not-yours'])

/**
 * Which sentence of the catalogue tells a refusal now, and for how many seconds it holds. The day's quota is counted
 * from the gauge, which is asked anew after sleep; everything else from when the refusal came.
 */
export function useRefusal(problem: Problem | undefined, refusedAt: number) {
  const limits = useLimits()
  const online = useOnline()
  const daily = problem?.reason === 'daily-quota' ? limits.data?.daily : undefined
  const secondsLeft = useSecondsLeft(
    daily?.resetsInSeconds ?? problem?.retryAfterSeconds ?? 0,
    daily ? limits.dataUpdatedAt : refusedAt,
  )
  const limit = problem?.limit ?? 0
  if (!problem) return { sentence: online ? 'unknown' : 'offline', limit, secondsLeft, retryable: true } as const
  const timed = daily !== undefined || problem.retryAfterSeconds !== undefined
  const over = timed && (daily ? daily.remaining > 0 : secondsLeft === 0)
  const lasting = LASTING.has(problem.reason)
  return {
    sentence: over && !lasting ? 'open' : problem.reason,
    limit,
    secondsLeft,
    retryable: !lasting && (over || !timed),
  } as const
}
