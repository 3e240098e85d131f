/** A number as short SVG text: one decimal is finer than any pixel drawn here. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export type Stop = readonly [offset: number, colour: string, opacity?: number]

/** Collects gradients and hands out `url(#…)` paints for them. */
export type Defs = {
  linear(stops: readonly Stop[], direction?: { x1?: number; y1?: number; x2?: number; y2?: number }): string
  radial(stops: readonly Stop[]): string
  add(markup: (id: string) => string): string
  markup(): string
}

const stopsMarkup = (stops: readonly Stop[]) =>
  stops
    .map(([offset, colour, opacity]) => {
      const alpha = opacity === undefined ? '' : ` stop-opacity="${Math.round(opacity * 1000) / 1000}"`
      return `<stop offset="${Math.round(offset * 1000) / 1000}" stop-color="${colour}"${alpha}/>`
    })
    .join('')

/** An empty collection; one a picture. */
export function createDefs(): Defs {
  const parts: string[] = []
  const add: Defs['add'] = (markup) => {
    const id = `d${parts.length}`
    parts.push(markup(id))
    return `url(#${id})`
  }
  return {
    add,
    linear: (stops, { x1 = 0, y1 = 0, x2 = 0, y2 = 1 } = {}) =>
      add(
        (id) =>
          `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopsMarkup(stops)}</linearGradient>`,
      ),
    radial: (stops) => add((id) => `<radialGradient id="${id}">${stopsMarkup(stops)}</radialGradient>`),
    markup: () => `<defs>${parts.join('')}</defs>`,
  }
}

export type Point = readonly [x: number, y: number]

/** `M … L … Z` through the points. */
export function polygon(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`
}

/** `opacity` makes the rasteriser draw a shape on a layer of its own; that of a fill alone looks the same and costs nothing. */
function attributes(extra: string): string {
  if (extra === '') return ''
  return ` ${extra.includes('stroke') ? extra : extra.replace(/(^|\s)opacity=/, '$1fill-opacity=')}`
}

/** A filled path. */
export function path(d: string, fill: string, extra = ''): string {
  return `<path d="${d}" fill="${fill}"${attributes(extra)}/>`
}

/** A filled rectangle. */
export function rect(x: number, y: number, width: number, height: number, fill: string, extra = ''): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}"${attributes(extra)}/>`
}

/** A filled ellipse. */
export function ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, extra = ''): string {
  return `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${attributes(extra)}/>`
}

/** A rectangle as path data. */
export function rectPath(x: number, y: number, width: number, height: number): string {
  return `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`
}

/** A circle as path data, so that hundreds share one element. */
export function circlePath(cx: number, cy: number, r: number): string {
  return `M${n(cx - r)} ${n(cy)}a${n(r)} ${n(r)} 0 1 1 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 1 ${n(-2 * r)} 0Z`
}

/** A smooth open curve through the points (Catmull-Rom turned into Béziers), starting with `M`. */
export function smoothLine(points: readonly Point[]): string {
  const first = points[0]
  if (!first) return ''
  let d = `M${n(first[0])} ${n(first[1])}`
  for (let i = 0; i + 1 < points.length; i++) {
    const p1 = points[i] ?? first
    const p0 = points[i - 1] ?? p1
    const p2 = points[i + 1] ?? p1
    const p3 = points[i + 2] ?? p2
    d += `C${n(p1[0] + (p2[0] - p0[0]) / 6)} ${n(p1[1] + (p2[1] - p0[1]) / 6)} ${n(p2[0] - (p3[0] - p1[0]) / 6)} ${n(p2[1] - (p3[1] - p1[1]) / 6)} ${n(p2[0])} ${n(p2[1])}`
  }
  return d
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as it may stand in an attribute. */
export const escapeXml = (text: string) => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)
