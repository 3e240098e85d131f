import type { Drawn } from '../draw-svg.ts'
import type { Raster } from '../encode.ts'
import type { Random } from '../random.ts'
import type { TimeOfDay } from '../scene/lights.ts'
import type { Size } from '../sizes.ts'

/** A way of making: what becomes of the SVG before it is drawn, and of the pixels after. */
export type Style = {
  /** What it looks like, for whoever chooses one. */
  looks: string
  /** The time it is always painted in, whatever the words say. */
  time?: TimeOfDay
  /** The SVG as this style draws it. */
  redraw?: (svg: string, random: Random) => string
  /** How wide it is drawn, where that is not the width of the picture. */
  drawnWidth?: (size: Size) => number
  /** Drawn pixels to a picture of exactly this size. */
  finish: (drawn: Drawn, size: Size, random: Random) => Raster
}
