import type { PlayedCall } from './play.ts'
import type { Scale } from './scale.ts'

/**
 * How long each call waited although a slot was open and its picture was there, ms, by Drawbridge's rule: a slot is free
 * again one window after its last call can have been counted. Worked out here from the answers alone, not by the pacer.
 */
export function overheadOfSlots(calls: readonly PlayedCall[], { limit, windowMs, marginMs }: Scale): number[] {
  const opened: number[] = Array.from({ length: limit }, () => Number.NEGATIVE_INFINITY)
  opened.push(...calls.map((call) => countedBy(call, marginMs) + windowMs))
  opened.sort((a, b) => a - b)
  return calls.map(({ sentAt, availableAt }, n) => late(sentAt, availableAt, opened[n]))
}

function countedBy(
  { sentAt, writtenAt = sentAt, headersReceivedAt, serverProcessingMs }: PlayedCall,
  marginMs: number,
) {
  if (headersReceivedAt === undefined) return Number.POSITIVE_INFINITY
  if (serverProcessingMs === undefined) return Math.min(headersReceivedAt, writtenAt + marginMs)
  return headersReceivedAt - serverProcessingMs
}

/** BullMQ notes a window's start a little before its first job's processor runs; hence windows may seem this much short. */
const SEEMS_SHORTER_MS = 20

/**
 * The same by BullMQ's rule: a window opens with the first job taken and closes W later; at most N are taken in it, so the
 * N + 1st begins the next one. A window's start is taken to be when that first call was sent: later than it was, in
 * BullMQ's favour.
 */
export function overheadOfWindows(calls: readonly PlayedCall[], { limit, windowMs }: Scale): number[] {
  let startedAt = Number.NEGATIVE_INFINITY
  let taken = 0
  let openedAt = Number.NEGATIVE_INFINITY
  return calls.map(({ sentAt, availableAt }) => {
    const full = taken >= limit
    if (full || sentAt >= startedAt + windowMs - SEEMS_SHORTER_MS) {
      // Only a full window made anybody wait for its end.
      openedAt = full ? startedAt + windowMs : Number.NEGATIVE_INFINITY
      startedAt = sentAt
      taken = 0
    }
    taken++
    return late(sentAt, availableAt, openedAt)
  })
}

const late = (sentAt: number, availableAt: number, openedAt = Number.NEGATIVE_INFINITY) =>
  Math.max(0, sentAt - Math.max(availableAt, openedAt))

/** The value that a share of the numbers does not exceed. NaN for none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
