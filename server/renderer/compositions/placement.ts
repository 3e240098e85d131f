import type { Cast, Ensemble } from '../ensemble.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { Random } from '../random.ts'
import type { PlaceName } from '../scene/places.ts'

/** Where an ensemble stands on the canvas. */
export type Placement = {
  ensemble: Ensemble
  /** Its origin: the middle of its feet. */
  x: number
  y: number
  /** Canvas units for one of its own. */
  scale: number
  flip: boolean
  /** Degrees, around its middle. */
  turn: number
  /** 0 is at our feet, 1 is lost in the haze. */
  far: number
  /** y of the ground below it, where it throws a shadow; undefined where there is none. */
  floor: number | undefined
}

/** Air between figures and the picture's edge, as a part of the shorter side. */
const MARGIN = 0.028

export type Box = { left: number; top: number; right: number; bottom: number }

/** What a composition works with. */
export type StageSet = {
  canvas: Canvas
  place: PlaceName
  cast: Cast
  random: Random
  /** Part of the height kept free for a caption below. */
  foot: number
}

/** What a composition decides: how the place is seen, and who stands where, from back to front. */
export type Arrangement = {
  placements: readonly Placement[]
  /** The canvas as seen through the composition's camera: its horizon and light may have moved. */
  canvas: Canvas
  /** The background: mostly the painted place, or a part of it. */
  scenery(paintPlace: () => string): string
  /** Dark things at an edge, before the figures. */
  framed: boolean
}

/** The box a placement covers on the canvas, unturned. */
export function boxOf({ ensemble: { box }, x, y, scale, flip }: Placement): Box {
  const [left, right] = flip ? [-box.right, -box.left] : [box.left, box.right]
  return { left: x + left * scale, right: x + right * scale, top: y + box.top * scale, bottom: y + box.bottom * scale }
}

/** Where its face is likely to be: the upper part, on the side it looks to. */
export function faceOf(placement: Placement): Box {
  const box = boxOf(placement)
  const { faces } = placement.ensemble
  const width = box.right - box.left
  const looksLeft = (faces === 'left') !== placement.flip
  const bottom = box.top + (box.bottom - box.top) * 0.5
  if (faces === 'front') return { left: box.left + width * 0.15, right: box.right - width * 0.15, top: box.top, bottom }
  return looksLeft
    ? { left: box.left, right: box.left + width * 0.6, top: box.top, bottom }
    : { left: box.right - width * 0.6, right: box.right, top: box.top, bottom }
}

export const areaOf = ({ left, top, right, bottom }: Box) => Math.max(0, right - left) * Math.max(0, bottom - top)

/** All of a canvas but a thin edge. */
export function frameOfCanvas({ width, height }: Canvas, foot = 0): Box {
  const margin = Math.min(width, height) * MARGIN
  return { left: margin, top: margin, right: width - margin, bottom: height * (1 - foot) - margin }
}

/** The area two boxes share. */
export function overlap(a: Box, b: Box): number {
  return areaOf({
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  })
}

export const widthOf = ({ box }: Ensemble) => Math.max(1, box.right - box.left)
export const heightOf = ({ box }: Ensemble) => Math.max(1, box.bottom - box.top)

/** Whether an ensemble must be mirrored to look that way; what looks at us never is. */
export function mustFlip({ faces }: Ensemble, towards: 'left' | 'right'): boolean {
  return faces !== 'front' && faces !== towards
}
