import { toLab } from '../colour.ts'
import { colourAt, type Gradient, type GradientStop, inBands, mapGradients, withoutFilters } from './markup.ts'
import type { Style } from './style.ts'

const fades = (stops: readonly GradientStop[]) => stops.some(({ opacity }) => opacity < 0.05)
const nothing = (stop: GradientStop): GradientStop[] => [{ ...stop, opacity: 0 }]

function distance(a: string, b: string): number {
  const [x, y] = [toLab(a), toLab(b)]
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2])
}

/** One plane of colour for each gradient: skies become bands, glows rings; shadows and shine go. */
function flatten({ kind, placed, stops }: Gradient): readonly GradientStop[] {
  const first = stops[0]
  const last = stops.at(-1)
  if (!first || !last) return stops
  if (placed) return fades(stops) ? nothing(first) : [colourAt(stops, 0.5)]
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
  return mapGradients(withoutFilters(svg), flatten)
}

export const flat: Style = {
  looks: 'clean planes of colour, no shadow and no shine',
  redraw: flattenSvg,
  finish({ rgba, width, height }) {
    const rgb = Buffer.allocUnsafe(width * height * 3)
    for (let at = 0, out = 0; at < rgba.length; at += 4, out += 3) {
      rgb[out] = rgba[at] ?? 0
      rgb[out + 1] = rgba[at + 1] ?? 0
      rgb[out + 2] = rgba[at + 2] ?? 0
    }
    return { rgb, width, height }
  },
}
