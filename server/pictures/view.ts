import type { CacheOutcome, PictureStatus } from '../../db/tables.ts'
import type { Reason } from '../errors.ts'

/** Paths of an image's bytes, and its size in pixels. */
export type ImageView = { webp: string; png: string; width: number; height: number }

/** A picture as its watcher sees it; what a browser and a program are told alike. */
export type PictureView = {
  id: string
  words: string
  status: PictureStatus
  /** How it met the cache. */
  outcome: CacheOutcome
  /** When a similar picture was taken: the words it was drawn for. To be labelled. */
  drawnFor?: string
  /** While queued: 1 is next. Exact, in the real order of service. */
  position?: number
  /** While queued: whole seconds until its drawing starts, by the upstream's slots. */
  startsInSeconds?: number
  /** The same if others keep coming as they did lately and go first; absent when that is much the same. */
  startsInSecondsAtMost?: number
  /** While queued and the upstream is paused: whole seconds until it is tried again. */
  pausedSeconds?: number
  /** When ready: path of the WebP; `.png` serves the same picture. Null once its bytes are gone. */
  image?: ImageView
  /** On its way, or failed: what the in-house renderer made of the words meanwhile. To be labelled; it is not the picture. */
  sketch?: ImageView
  /** When ready: the image is such a sketch, kept because the picture itself could not be had. To be labelled. */
  sketched?: true
  /** Pixels it has or will have, known from the start, so that nothing moves when it arrives. */
  width: number
  height: number
  /** The name of the style it has or will have. */
  style: string
  /** When failed or cancelled. */
  error?: { reason: Reason; refunded: boolean }
  /** Units it cost its asker, after refunds. */
  charged: number
  visibility: 'public' | 'private'
  /** Whether the one who looks may cancel, delete or hide it. */
  mine: boolean
  /** Whether cancelling still returns the charge. */
  cancellable: boolean
  createdAt: Date
}
