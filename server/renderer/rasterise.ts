import { withCheaperFilters } from './cheaper-filters.ts'
import { drawSvg } from './draw-svg.ts'
import { encode, type ImageFormat } from './encode.ts'
import type { Random } from './random.ts'
import type { Size } from './sizes.ts'
import type { Style } from './styles/style.ts'
import type { FontName } from './type/fonts.ts'

/** SVG to encoded bytes in a style. Only the faces named are loaded; throws what resvg or sharp throw. */
export async function rasterise(
  { svg, fonts }: { svg: string; fonts: readonly FontName[] },
  style: Style,
  size: Size,
  random: Random,
  format: ImageFormat,
): Promise<Buffer> {
  const redrawn = withCheaperFilters(style.redraw?.(svg, random) ?? svg)
  const drawn = await drawSvg(redrawn, fonts, style.drawnWidth?.(size))
  return encode(style.finish(drawn, size, random), format)
}
