import type { Caller } from '../identity/caller.ts'
import { expectTurn, lanesOf } from '../queue/lanes.ts'
import type { PictureServices } from './services.ts'

/** Comes after every id there is. */
export const LAST_ID = '~'

/** The queue as anybody may see it, and the place the caller would have in it. */
export type QueueStatus = {
  /** Pictures that wait for a turn of their own, and those being drawn by this process. */
  length: number
  drawing: number
  /** Calls the upstream allows in any window, and how many could go now; absent without a limit. */
  slots?: { limit: number; free: number; windowSeconds: number }
  /** Seconds until an upstream that rests is tried again. */
  pausedSeconds?: number
  yours: { position: number; startsInSeconds: number; startsInSecondsAtMost?: number }
}

/** How long the queue is, and when a picture the caller asked for now would be drawn. Free; asks nobody to draw. */
export async function readQueue(
  { db, tiers, dispatcher }: Pick<PictureServices, 'db' | 'tiers' | 'dispatcher'>,
  { subject, tier }: Pick<Caller, 'subject' | 'tier'>,
): Promise<QueueStatus> {
  const { places, slots, inFlight } = dispatcher
  const lane = tiers[tier].lane.name
  const length = await places.countWaiting()
  const turn = await expectTurn(db.read, lanesOf(tiers), subject, lane)
  const { pausedSeconds, ...yours } = await places.placeOf({ id: LAST_ID, lane, turn })
  return { length, drawing: inFlight, ...(slots && { slots }), ...(pausedSeconds && { pausedSeconds }), yours }
}
