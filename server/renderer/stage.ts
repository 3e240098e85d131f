import { coverFeet, groundOf } from './compositions/cover.ts'
import { createLighting, drawsRim } from './compositions/lighting.ts'
import { boxOf, type Placement } from './compositions/placement.ts'
import { createShadows } from './compositions/shadows.ts'
import type { Canvas } from './paint/canvas.ts'
import type { PlaceName } from './scene/places.ts'
import { n } from './svg.ts'

/** Rims are drawn for so few; with more the eye does not miss them, and each costs. */
const MOST_RIMS = 3
const MOST_REFLECTIONS = 2

function transformOf({ ensemble, x, y, scale, flip, turn }: Placement): string {
  const k = Math.round(scale * 1000) / 1000
  const middle = ((ensemble.box.top + ensemble.box.bottom) / 2) * scale
  const rotate = turn === 0 ? '' : `rotate(${n(turn)} 0 ${n(middle)}) `
  return `translate(${n(x)} ${n(y)}) ${rotate}scale(${flip ? -k : k} ${k})`
}

/** A dim, flattened picture of a figure in the water below it. */
function reflection({ ensemble, x, y, scale, flip }: Placement): string {
  const k = Math.round(scale * 1000) / 1000
  const down = -Math.round(scale * 700) / 1000
  return `<g opacity="0.2" transform="translate(${n(x)} ${n(y + 6)}) scale(${flip ? -k : k} ${down})">${ensemble.markup}</g>`
}

/** The figures where their composition puts them, from back to front: shadow, figure in the hour's light, what hides its feet. */
export function stage(canvas: Canvas, place: PlaceName, placements: readonly Placement[]): string {
  if (placements.length === 0) return ''
  const random = canvas.random.fork('stage')
  const throwShadow = createShadows(canvas)
  const lit = createLighting(canvas)
  const rims = drawsRim(canvas) && placements.length <= MOST_RIMS
  const mirrors = groundOf(place) === 'water' && placements.length <= MOST_REFLECTIONS
  const under = mirrors ? '' : placements.map(throwShadow).join('')
  const figures = placements.map((placement) => {
    const { ensemble, far, x } = placement
    const box = boxOf(placement)
    const rim = rims && far < 0.3 ? Math.min(5, Math.max(2, (box.bottom - box.top) * 0.009)) : 0
    const figure = `<g transform="${transformOf(placement)}">${ensemble.markup}</g>`
    const mirrored = mirrors && ensemble.feet.length > 0 ? reflection(placement) : ''
    // Styles that cut figures out of paper know them by this class.
    const whole = `<g class="figure">${lit(figure, far, rim, x)}</g>`
    return mirrored + whole + coverFeet(canvas, place, placement, random)
  })
  return under + figures.join('')
}
