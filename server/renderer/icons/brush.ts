import { shade } from '../colour.ts'
import { n } from '../svg.ts'

/** Paints the soft roundness of the icons: light from above left, the shadow a little violet. */
export type Brush = {
  /** A paint that makes any closed shape look round. */
  round(colour: string): string
  /** A capsule from one point to another: a leg, an arm. */
  limb(from: readonly [number, number], to: readonly [number, number], width: number, colour: string): string
  ball(x: number, y: number, rx: number, ry: number, colour: string, extra?: string): string
  shape(d: string, colour: string): string
  /** The gradients that were used; their ids begin with `§`. */
  defs(): string
}

const darker = (colour: string) => shade(colour, -0.13)
const lighter = (colour: string) => shade(colour, 0.055)

/** An empty palette; one a drawing. */
export function createBrush(): Brush {
  const paints = new Map<string, string>()
  const round = (colour: string) => {
    const known = paints.get(colour) ?? `§b${paints.size}`
    paints.set(colour, known)
    return `url(#${known})`
  }
  const flat = new Map<string, string>()
  const along = (colour: string) => {
    const known = flat.get(colour) ?? `§l${flat.size}`
    flat.set(colour, known)
    return `url(#${known})`
  }
  return {
    round,
    limb([x1, y1], [x2, y2], width, colour) {
      const length = Math.hypot(x2 - x1, y2 - y1)
      const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI - 90
      const half = width / 2
      return `<rect x="${n(-half)}" y="${n(-half)}" width="${n(width)}" height="${n(length + width)}" rx="${n(half)}" fill="${along(colour)}" transform="translate(${n(x1)} ${n(y1)}) rotate(${n(turn)})"/>`
    },
    ball: (x, y, rx, ry, colour, extra = '') =>
      `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${round(colour)}"${extra && ` ${extra}`}/>`,
    shape: (d, colour) => `<path d="${d}" fill="${round(colour)}"/>`,
    defs() {
      const rounds = [...paints].map(
        ([colour, id]) =>
          `<radialGradient id="${id}" cx=".4" cy=".3" r=".78"><stop offset="0" stop-color="${lighter(colour)}"/><stop offset=".5" stop-color="${colour}"/><stop offset="1" stop-color="${darker(colour)}"/></radialGradient>`,
      )
      const limbs = [...flat].map(
        ([colour, id]) =>
          `<linearGradient id="${id}" x2="1" y2=".15"><stop offset="0" stop-color="${shade(colour, 0.02)}"/><stop offset=".35" stop-color="${lighter(colour)}"/><stop offset="1" stop-color="${darker(colour)}"/></linearGradient>`,
      )
      return [...rounds, ...limbs].join('')
    },
  }
}
