import { anchorsOf } from '../icons/anchors.ts'
import { art, type IconFacts } from '../icons/art.ts'
import type { TintName } from '../icons/colours.ts'
import { facingOf } from '../icons/kinds.ts'
import { propNamed } from '../icons/props.ts'
import { recolour } from '../icons/recolour.ts'
import { sizeOf } from '../icons/sizes.ts'
import { type Defs, n } from '../svg.ts'
import type { Figure, Spot } from './figure.ts'

/** Height of a dog's square, in an ensemble's units. */
export const DOG = 115

export type Studio = {
  /** A drawing kept once however often it is used: `make` gives markup whose own ids begin with `§`. Returns `<use …/>`. */
  use(key: string, make: () => string, attributes?: string): string
}

/** Keeps each drawing once among a picture's definitions. */
export function createStudio(defs: Defs): Studio {
  const ids = new Map<string, string>()
  return {
    use(key, make, attributes = '') {
      let id = ids.get(key)
      if (id === undefined) {
        id = defs.add((own) => `<g id="${own}">${make().replaceAll('§', `${own}_`)}</g>`).slice(5, -1)
        ids.set(key, id)
      }
      return `<use href="#${id}"${attributes && ` ${attributes}`}/>`
    },
  }
}

/** Boats carry a block of water of their own: they are cut off a little above its lower edge (in their square of 32). */
const WATERLINES: Record<string, number> = {
  sailboat: 24.6,
  canoe: 24.4,
  speedboat: 24.4,
  ship: 26,
  ferry: 26,
  'motor-boat': 25,
  'passenger-ship': 26,
}

/** What is known of an icon or of a thing painted here. */
export function factsOf(icon: string): IconFacts | undefined {
  const facts = propNamed(icon)?.facts ?? art().icon(icon)
  const line = WATERLINES[icon]
  if (!facts || line === undefined) return facts
  const [left = 0, top = 0, right = 1] = facts.box
  return { ...facts, box: [left, top, right, line / 32] }
}

/** An icon's markup in a colour. */
export function drawIcon(studio: Studio, icon: string, tint?: TintName): string {
  const facts = factsOf(icon)
  return studio.use(`${icon} ${tint ?? ''}`, () => {
    const line = WATERLINES[icon]
    const whole = propNamed(icon)?.markup ?? art().body(icon)
    const body =
      line === undefined
        ? whole
        : `<clipPath id="§w"><rect width="32" height="${line}"/></clipPath><g clip-path="url(#§w)">${whole}</g>`
    return tint && facts ? recolour(body, facts.hue, tint) : body
  })
}

/** An icon standing on its lowest point, with the points somebody measured on it, or good guesses. */
export function iconFigure(studio: Studio, icon: string, tint?: TintName, factor = 1): Figure | undefined {
  const facts = factsOf(icon)
  if (!facts) return undefined
  const side = DOG * sizeOf(icon, facts) * factor
  const [left = 0, top = 0, right = 1, bottom = 1] = facts.box
  const middle = (left + right) / 2
  const k = side / 32
  const spot = (x: number, y: number): Spot => ({ x: (x / 32 - middle) * side, y: (y / 32 - bottom) * side })
  const known = anchorsOf(icon, facts.subgroup)
  const half = ((right - left) * side) / 2
  const point = (at: readonly number[] | undefined, x: number, y: number) =>
    at ? spot(at[0] ?? x, at[1] ?? y) : spot(x, y)
  return {
    markup: `<g transform="translate(${n(-middle * side)} ${n(-bottom * side)}) scale(${Math.round(k * 1000) / 1000})">${drawIcon(studio, icon, tint)}</g>`,
    box: { left: -half, top: (top - bottom) * side, right: half, bottom: 0 },
    feet: [{ x: 0, width: half * 1.7 }],
    faces: known?.front ? 'front' : facingOf(icon, facts.subgroup),
    crown: point(known?.crown, middle * 32, top * 32),
    eyes: point(known?.eyes, middle * 32, (top * 0.7 + bottom * 0.3) * 32),
    mouth: point(known?.mouth, middle * 32, (top * 0.5 + bottom * 0.5) * 32),
    back: point(known?.back, middle * 32, top * 32 + 1),
    hand: point(known?.hand, left * 32 + 3, (top + bottom) * 16),
    chest: spot(middle * 32, (top * 0.35 + bottom * 0.65) * 32),
    headWidth: (known?.crown[2] ?? (right - left) * 22) * k,
    eyesApart: (known?.eyes[2] ?? 0) * k,
  }
}

/** Where a point of an icon's square of 32 lies in the figure drawn of it. */
export function pointOf(icon: string, factor: number, [x, y]: readonly [number, number]): Spot {
  const facts = factsOf(icon)
  if (!facts) return { x: 0, y: 0 }
  const side = DOG * sizeOf(icon, facts) * factor
  const [left = 0, , right = 1, bottom = 1] = facts.box
  return { x: (x / 32 - (left + right) / 2) * side, y: (y / 32 - bottom) * side }
}
