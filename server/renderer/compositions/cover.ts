import { mix } from '../colour.ts'
import { type Canvas, inAir } from '../paint/canvas.ts'
import type { Random } from '../random.ts'
import type { PlaceName } from '../scene/places.ts'
import { ellipse, n, path } from '../svg.ts'
import type { Placement } from './placement.ts'

/** What figures stand in: it hides a little of their feet. */
type Ground = 'grass' | 'sand' | 'water' | 'hard'

const GROUNDS: Partial<Record<string, Ground>> = {
  meadow: 'grass',
  forest: 'grass',
  mountains: 'grass',
  garden: 'grass',
  farm: 'grass',
  beach: 'sand',
  desert: 'sand',
  sea: 'water',
}

/** The ground of a place; places without an own one are hard. */
export function groundOf(place: PlaceName): Ground {
  return GROUNDS[place] ?? 'hard'
}

/** Blades of grass along a line. */
function tuft(x: number, y: number, width: number, size: number, random: Random): string {
  let d = ''
  const count = Math.round(Math.min(26, 5 + width / (size * 0.42)))
  for (let i = 0; i < count; i++) {
    const at = x + (i / (count - 1) - 0.5) * width + random.between(-3, 3)
    const tall = size * random.between(0.55, 1.2) * (0.6 + 0.4 * Math.sin((i / (count - 1)) * Math.PI))
    const bend = random.between(-0.45, 0.45) * tall
    const half = size * 0.09
    d += `M${n(at - half)} ${n(y)}Q${n(at)} ${n(y - tall * 0.6)} ${n(at + bend)} ${n(y - tall)}Q${n(at + half * 1.4)} ${n(y - tall * 0.5)} ${n(at + half)} ${n(y)}Z`
  }
  return d
}

/** Grass, snow, sand or ripples over the feet of what stands there. */
export function coverFeet(canvas: Canvas, place: PlaceName, placement: Placement, random: Random): string {
  const { ensemble, x, y, scale, flip, far, floor } = placement
  if (floor === undefined || ensemble.feet.length === 0 || !canvas.outside) return ''
  const ground = groundOf(place)
  const snowy = canvas.weather.whitens > 0.5
  if (ground === 'hard' && !snowy) return ''
  const depth = 1 - far
  return ensemble.feet
    .map((foot) => {
      const at = x + (flip ? -foot.x : foot.x) * scale
      const width = foot.width * scale
      if (ground === 'water') return ripples(canvas, at, y, width)
      if (snowy) return mound(at, y, width * 1.12, inAir(canvas, '#f4f8fd', depth), 0.95)
      if (ground === 'sand') {
        const colour = inAir(canvas, place === 'desert' ? canvas.ground[1] : '#f0d9a8', depth)
        return mound(at, y, width, colour, 0.75)
      }
      const size = Math.min(26, 9 + width * 0.05)
      const dark = inAir(canvas, mix(canvas.ground[0], canvas.ground[1], 0.35), depth)
      const pale = inAir(canvas, mix(canvas.ground[1], '#e6f08a', 0.12), depth)
      return (
        path(tuft(at, y + 5, width * 1.05, size, random), dark) +
        path(tuft(at + size * 0.3, y + 9, width * 0.8, size * 0.8, random), pale)
      )
    })
    .join('')
}

function mound(x: number, y: number, width: number, colour: string, opacity: number): string {
  const h = Math.min(14, 4 + width * 0.03)
  const d = `M${n(x - width * 0.62)} ${n(y + h)}Q${n(x - width * 0.34)} ${n(y - h * 0.9)} ${n(x - width * 0.08)} ${n(y - h * 0.1)}Q${n(x + width * 0.24)} ${n(y - h * 1.1)} ${n(x + width * 0.62)} ${n(y + h)}Q${n(x)} ${n(y + h * 1.7)} ${n(x - width * 0.62)} ${n(y + h)}Z`
  return path(d, colour, `opacity="${opacity}"`)
}

/** Rings on water around a hull. */
function ripples(canvas: Canvas, x: number, y: number, width: number): string {
  const foam = mix(canvas.ground[1], '#ffffff', 0.55)
  const wide = Math.max(40, width)
  const wave = `M${n(x - wide * 0.62)} ${n(y + 4)}q${n(wide * 0.1)} ${n(-9)} ${n(wide * 0.2)} 0t${n(wide * 0.2)} 0t${n(wide * 0.2)} 0t${n(wide * 0.2)} 0t${n(wide * 0.2)} 0t${n(wide * 0.24)} 2`
  return (
    ellipse(x, y + 8, wide * 0.7, 13, foam, 'opacity="0.22"') +
    path(
      `${wave}Q${n(x)} ${n(y + 30)} ${n(x - wide * 0.62)} ${n(y + 4)}Z`,
      mix(canvas.ground[1], canvas.ground[0], 0.35),
      'opacity="0.8"',
    ) +
    `<path d="${wave}" fill="none" stroke="${foam}" stroke-width="4" stroke-linecap="round" opacity="0.8"/>`
  )
}
