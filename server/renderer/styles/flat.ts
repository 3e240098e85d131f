import { toLab } from '../colour.ts'
import { gradedStyle } from './graded.ts'
import { colourAt, type Gradient, type GradientStop, inBands, mapGradients, withoutIconFilters } from './markup.ts'
import type { Style } from './style.ts'

const fades = (stops: readonly GradientStop[]) => stops.some(({ opacity }) => opacity < 0.05)
const nothing = (stop: GradientStop): GradientStop[] => [{ ...stop, opacity: 0 }]

function distance(a: string, b: string): number {
  const [x, y] = [toLab(a), toLab(b)]
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2])
}

/** One plane of colour for each gradient: skies become bands, glows rings; shadows and shine go. */
export function flatten({ kind, placed, stops }: Gradient): readonly GradientStop[] {
  const first = stops[0]
  const last = stops.at(-1)
  if (!first || !last) return stops
  if (placed) return fades(stops) ? nothing(first) : [colourAt(stops, (first.offset + last.offset) / 2)]
  if (kind === 'radial' && fades(stops)) {
    const dark = toLab(first.colour)[0] < 0.5
    if (dark || first.opacity < 0.2 || first.opacity < last.opacity) return nothing(first)
    const ring = (from: number, to: number, opacity: number) => [
      { ...first, offset: from, opacity },
      { ...first, offset: to, opacity },
    ]
    return [...ring(0, 0.3, 0.3), ...ring(0.3, 0.55, 0.16), ...ring(0.55, 0.56, 0)]
  }
  if (fades(stops)) return [{ ...colourAt(stops, 0.3) }]
  const spread = distance(first.colour, last.colour)
  return kind === 'linear' && stops.length > 3 && spread > 0.2 ? inBands(stops, 5) : [colourAt(stops, 0.4)]
}

/** SVG in plain planes of colour: no gradient, filter, shadow or glow is left. */
export function flattenSvg(svg: string): string {
  return mapGradients(withoutIconFilters(svg), flatten)
}

/** A little more colour: without light and shade, planes look pale. */
const flatFinish = gradedStyle('', { saturation: 1.1, contrast: 1.04, lift: 2 }, 0).finish

export const flat: Style = {
  looks: 'clean planes of colour, no shadow and no shine',
  redraw: flattenSvg,
  finish: flatFinish,
}
