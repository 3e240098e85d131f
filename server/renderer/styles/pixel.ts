import type { Size } from '../sizes.ts'
import { fewColours } from './few-colours.ts'
import { createInkMixer } from './inks.ts'
import { withoutIconFilters, withoutVignette } from './markup.ts'
import type { Style } from './style.ts'

/** About this many of the large pixels lie along the shorter side. */
const FINENESS = 116
const COLOURS = 24

/** Less of a second colour than this is not dithered at all: figures stay clean, skies melt. */
const CALM = 0.3

/** Ordered dither, 4 by 4, in the order of an old screen. */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((value) =>
  Math.round((CALM + ((value + 0.5) / 16) * (1 - 2 * CALM)) * 255),
)

const blockOf = ({ width, height }: Size) => Math.max(2, Math.round(Math.min(width, height) / FINENESS))

export const pixel: Style = {
  looks: 'pixel art: large square pixels in 24 colours',
  redraw: (svg) => withoutVignette(withoutIconFilters(svg)),
  drawnWidth: (size) => Math.ceil(size.width / blockOf(size)),
  finish(drawn, size) {
    const block = blockOf(size)
    const mixer = createInkMixer(fewColours(drawn.rgba, COLOURS))
    const row = Buffer.allocUnsafe(size.width * 3)
    const rgb = Buffer.allocUnsafe(size.width * size.height * 3)
    for (let y = 0; y < size.height; y++) {
      if (y % block === 0) {
        const line = Math.min(drawn.height - 1, y / block)
        for (let x = 0, out = 0; x < size.width; x++, out += 3) {
          const column = Math.min(drawn.width - 1, Math.floor(x / block))
          const at = (line * drawn.width + column) * 4
          const threshold = BAYER[(line & 3) * 4 + (column & 3)] ?? 0
          const { rgba } = drawn
          row.set(mixer.inkAt(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, threshold), out)
        }
      }
      row.copy(rgb, y * row.length)
    }
    return { rgb, width: size.width, height: size.height, crisp: true }
  },
}
