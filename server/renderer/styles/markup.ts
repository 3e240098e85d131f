import { mix } from '../colour.ts'

export type GradientStop = { offset: number; colour: string; opacity: number }
export type Gradient = {
  kind: 'linear' | 'radial'
  /** Drawn in the units of the picture, as the icons are; else it stretches over what it fills. */
  placed: boolean
  stops: GradientStop[]
}

const GRADIENT = /<(linear|radial)Gradient\b([^>]*)>(.*?)<\/\1Gradient>/gs
const STOP = /<stop\b([^>]*?)\/?>/g

const NAMED: Record<string, string> = { white: '#ffffff', black: '#000000', red: '#ff0000' }

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1]
}

function readStop(attributes: string): GradientStop {
  const offset = attribute(attributes, 'offset') ?? '0'
  const colour = attribute(attributes, 'stop-color') ?? '#000000'
  return {
    offset: offset.endsWith('%') ? Number.parseFloat(offset) / 100 : Number(offset),
    colour: /^#[0-9a-f]{3,8}$/i.test(colour) ? colour : (NAMED[colour] ?? '#808080'),
    opacity: Number(attribute(attributes, 'stop-opacity') ?? '1'),
  }
}

const short = (value: number) => Math.round(value * 1000) / 1000

/** The SVG with every gradient's stops changed; one stop alone is a plain colour. */
export function mapGradients(svg: string, change: (gradient: Gradient) => readonly GradientStop[]): string {
  return svg.replace(GRADIENT, (whole, kind: Gradient['kind'], attributes: string, inside: string) => {
    const stops = [...inside.matchAll(STOP)].map(([, text = '']) => readStop(text))
    if (stops.length === 0) return whole
    const changed = change({ kind, placed: attributes.includes('userSpaceOnUse'), stops })
    const markup = changed.map(
      ({ offset, colour, opacity }) =>
        `<stop offset="${short(offset)}" stop-color="${colour}"${opacity < 1 ? ` stop-opacity="${short(opacity)}"` : ''}/>`,
    )
    return `<${kind}Gradient${attributes}>${markup.join('')}</${kind}Gradient>`
  })
}

/** The colour and opacity of a gradient at one place, 0 to 1. */
export function colourAt(stops: readonly GradientStop[], place: number): GradientStop {
  const first = stops[0] ?? { offset: 0, colour: '#808080', opacity: 1 }
  const after = stops.findIndex(({ offset }) => offset > place)
  if (after === 0) return { ...first, offset: place }
  const low = stops[after < 0 ? stops.length - 1 : after - 1] ?? first
  const high = stops[after < 0 ? stops.length - 1 : after] ?? low
  const t = high.offset > low.offset ? (place - low.offset) / (high.offset - low.offset) : 0
  return {
    offset: place,
    colour: t === 0 ? low.colour : mix(low.colour, high.colour, t),
    opacity: low.opacity + (high.opacity - low.opacity) * t,
  }
}

/** A gradient as `count` plain bands with hard edges between them. */
export function inBands(stops: readonly GradientStop[], count: number): GradientStop[] {
  return Array.from({ length: count }, (_, i) => colourAt(stops, (i + 0.5) / count)).flatMap((stop, i) => [
    { ...stop, offset: i / count },
    { ...stop, offset: (i + 1) / count },
  ])
}

/** The SVG without the icons' own filters (blur, inner light and shadow); those that light whole figures stay. */
export function withoutIconFilters(svg: string): string {
  const placed = new Set<string>()
  for (const [, id = ''] of svg.matchAll(/<filter id="([^"]*)"[^>]*filterUnits="userSpaceOnUse"/g)) placed.add(id)
  return svg.replace(/ filter="url\(#([^"]*)\)"/g, (whole, id: string) => (placed.has(id) ? '' : whole))
}

/** True for what darkens the corners and leaves the middle alone. */
export function isVignette({ kind, placed, stops }: Gradient): boolean {
  const last = stops.at(-1)
  return kind === 'radial' && !placed && stops[0]?.opacity === 0 && last !== undefined && last.opacity > 0
}

/** The SVG with its corners as light as its middle. */
export function withoutVignette(svg: string): string {
  return mapGradients(svg, (gradient) => (isVignette(gradient) ? gradient.stops.slice(0, 1) : gradient.stops))
}
