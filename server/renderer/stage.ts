import { mix } from './colour.ts'
import { coverFeet, groundOf } from './compositions/cover.ts'
import { createLighting, drawsRim } from './compositions/lighting.ts'
import { areaOf, boxOf, type Placement } from './compositions/placement.ts'
import { createShadows } from './compositions/shadows.ts'
import type { Canvas } from './paint/canvas.ts'
import type { PlaceName } from './scene/places.ts'
import { n, path } from './svg.ts'

/** Rims are drawn for so many figures at most, and where all cover no more than this part: filters cost by their area. */
const MOST_RIMS = 3
const RIMMED_PART = 0.17

/** What gives light itself is not darkened by the night. */
const SHINES = /(^|[^a-z])(star|moon|sun|lamp|bulb|fire|candle|lantern|comet|voltage|rainbow|sparkles|fireworks)/

function transformOf({ ensemble, x, y, scale, flip, turn }: Placement): string {
  const k = Math.round(scale * 1000) / 1000
  const middle = ((ensemble.box.top + ensemble.box.bottom) / 2) * scale
  const rotate = turn === 0 ? '' : `rotate(${n(turn)} 0 ${n(middle)}) `
  return `translate(${n(x)} ${n(y)}) ${rotate}scale(${flip ? -k : k} ${k})`
}

/** What water shows of a figure: a dark patch below it, broken by lines of light. A mirrored copy would cost it twice. */
function reflection(canvas: Canvas, placement: Placement): string {
  const { left, right, top } = boxOf(placement)
  const { x, y } = placement
  const half = (right - left) * 0.42
  const deep = Math.min((y - top) * 0.4, canvas.height * 0.14)
  const fill = canvas.defs.linear([
    [0, canvas.light.deep, 0.5],
    [1, canvas.light.deep, 0],
  ])
  const patch = `M${n(x - half)} ${n(y)}Q${n(x - half * 0.8)} ${n(y + deep)} ${n(x)} ${n(y + deep)}Q${n(x + half * 0.8)} ${n(y + deep)} ${n(x + half)} ${n(y)}Z`
  const lines = [0.3, 0.55, 0.8]
    .map((t, i) => `M${n(x - half * (0.86 - t * 0.5) + i * 9)} ${n(y + deep * t)}h${n(half * (1.5 - t))}`)
    .join('')
  return `${path(patch, fill)}<path d="${lines}" fill="none" stroke="${mix(canvas.ground[1], '#ffffff', 0.4)}" stroke-width="4" stroke-linecap="round" opacity="0.4"/>`
}

/** The figures where their composition puts them, from back to front: shadow, figure in the hour's light, what hides its feet. */
export function stage(canvas: Canvas, place: PlaceName, placements: readonly Placement[]): string {
  if (placements.length === 0) return ''
  const random = canvas.random.fork('stage')
  const throwShadow = createShadows(canvas)
  const lit = createLighting(canvas)
  const covered = placements.reduce((sum, placement) => sum + areaOf(boxOf(placement)), 0)
  const small = covered < canvas.width * canvas.height * RIMMED_PART
  const rims = drawsRim(canvas) && small && placements.length <= MOST_RIMS
  const mirrors = groundOf(place) === 'water'
  const under = mirrors ? '' : placements.map(throwShadow).join('')
  const figures = placements.map((placement) => {
    const { ensemble, far, x } = placement
    const box = boxOf(placement)
    const rim = rims && far < 0.3 ? Math.min(5, Math.max(2, (box.bottom - box.top) * 0.009)) : 0
    const figure = `<g transform="${transformOf(placement)}">${ensemble.markup}</g>`
    const mirrored = mirrors && ensemble.feet.length > 0 ? reflection(canvas, placement) : ''
    // Styles that cut figures out of paper know them by this class.
    const seen = SHINES.test(ensemble.kind) ? figure : lit(figure, far, rim, x)
    const whole = `<g class="figure">${seen}</g>`
    return mirrored + whole + coverFeet(canvas, place, placement, random)
  })
  return under + figures.join('')
}
