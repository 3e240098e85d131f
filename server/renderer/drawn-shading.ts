const FILTER = /<filter id="([^"]*)"([^>]*filterUnits="userSpaceOnUse"[^>]*)>(.*?)<\/filter>/gs

/** An inner shadow as the icons' tool writes it: hardened alpha, moved, blurred, cut out, coloured. */
const INNER_SHADOW =
  /<feOffset([^>]*)\/><feGaussianBlur stdDeviation="([^"]*)"\/><feComposite in="hardAlpha" operator="out"\/><feColorMatrix values="0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) 0 0 0 ([\d.]+) 0"\/>/g
const WHOLE_BLUR = /<feGaussianBlur(?=[^>]*result="effect\d_foregroundBlur)[^>]*stdDeviation="([^"]*)"/

type InnerShadow = { shift: string; blur: number; colour: string; alpha: number }
/** What a filter does: shades the inside of a shape, or blurs all of it. */
type Effect = { shadows: InnerShadow[]; blur: number; region: string }

const attribute = (element: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(element)?.[1]
const byte = (part: string | undefined) => Math.round(Number(part) * 255)
const short = (value: number) => String(Math.round(value * 1000) / 1000)

function readEffect(attributes: string, steps: string): Effect {
  const shadows = [...steps.matchAll(INNER_SHADOW)].map(([, offset = '', blur, r, g, b, alpha]) => {
    const along = (axis: string) => new RegExp(`${axis}="([^"]*)"`).exec(offset)?.[1] ?? '0'
    return {
      shift: `translate(${along('dx')} ${along('dy')})`,
      blur: Number(blur),
      colour: `rgb(${byte(r)},${byte(g)},${byte(b)})`,
      alpha: Number(alpha),
    }
  })
  const side = (name: string) => Number(attribute(attributes, name) ?? 0)
  const [x, y, width, height] = [side('x') - 2, side('y') - 2, side('width') + 4, side('height') + 4]
  const region = `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`
  return { shadows, blur: Number(WHOLE_BLUR.exec(steps)?.[1] ?? 0), region }
}

/** Strokes along an edge that fall off as a blur does: width in blurs, share of its alpha. */
const FALL_OFF = [
  [3.6, 0.1],
  [2.4, 0.13],
  [1.4, 0.16],
  [0.6, 0.18],
] as const
/** Alpha of what lies outside the moved outline of a shadow, and of what lies inside a blurred shape. */
const OUTSIDE = 0.62
const INSIDE = 0.74

/** Strokes that fade outwards along an outline; `thick` is the width of a line that is blurred itself. */
const softEdge = (d: string, paint: string, blur: number, alpha: number, extra = '', thick = 0) =>
  FALL_OFF.map(
    ([width, share]) =>
      `<path d="${d}" fill="none" stroke="${paint}" stroke-opacity="${short(alpha * share)}" stroke-width="${short(blur * width + thick)}"${extra}/>`,
  ).join('')

/** A blurred shape or line: paler inside, fading at its edges. */
function soften(element: string, blur: number): string {
  const d = attribute(element, 'd') ?? ''
  const paint = attribute(element, 'stroke')
  if (paint === undefined) {
    const fill = attribute(element, 'fill') ?? '#000'
    const alpha = Number(attribute(element, 'fill-opacity') ?? 1)
    return `<path d="${d}" fill="${fill}" fill-opacity="${short(alpha * INSIDE)}"/>${softEdge(d, fill, blur, alpha)}`
  }
  const alpha = Number(attribute(element, 'stroke-opacity') ?? 1)
  const cap = attribute(element, 'stroke-linecap')
  const extra = cap ? ` stroke-linecap="${cap}"` : ''
  return softEdge(d, paint, blur * 0.7, alpha, extra, Number(attribute(element, 'stroke-width') ?? 1) * 0.6)
}

/** An inner shadow as shapes, to be clipped to the outline. */
const shade = (d: string, region: string, { shift, blur, colour, alpha }: InnerShadow) =>
  `<path d="${region}${d}" transform="${shift}" fill="${colour}" fill-opacity="${short(alpha * OUTSIDE)}" fill-rule="evenodd"/>${softEdge(d, colour, blur, alpha, ` transform="${shift}"`)}`

/** The same group without its filter. */
function drawEffect(paths: string, { shadows, blur, region }: Effect, nextId: () => string): string {
  const elements = paths.match(/<path [^>]*\/>/g) ?? []
  if (blur > 0) return elements.map((element) => soften(element, blur)).join('')
  const outlines = new Set(elements.map((element) => attribute(element, 'd') ?? ''))
  const shaded = [...outlines].map((d) => {
    const clip = nextId()
    const inside = shadows.map((shadow) => shade(d, region, shadow)).join('')
    return `<clipPath id="${clip}"><path d="${d}"/></clipPath><g clip-path="url(#${clip})">${inside}</g>`
  })
  return paths + shaded.join('')
}

/**
 * The SVG with its icons' filters drawn as shapes: filters take most of the time of a large figure, and resvg ends the whole
 * process when one lies wholly outside the picture. Filters of other making stay.
 */
export function withDrawnShading(svg: string): string {
  const effects = new Map<string, Effect>()
  const rest = svg.replace(FILTER, (_, id: string, attributes: string, steps: string) => {
    effects.set(id, readEffect(attributes, steps))
    return ''
  })
  let clips = 0
  return rest
    .replace(/<g filter="url\(#([^"]*)\)">((?:<path [^>]*\/>)+)<\/g>/g, (whole, id: string, paths: string) => {
      const effect = effects.get(id)
      return effect ? drawEffect(paths, effect, () => `i${clips++}`) : whole
    })
    .replace(/ filter="url\(#([^"]*)\)"/g, (whole, id: string) => (effects.has(id) ? '' : whole))
}
