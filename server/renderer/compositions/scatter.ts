import { mix, shade, toLab } from '../colour.ts'
import type { Ensemble } from '../ensemble.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { Random } from '../random.ts'
import { lights } from '../scene/lights.ts'
import { weathers } from '../scene/weathers.ts'
import { circlePath, n, path, rect } from '../svg.ts'
import { type Arrangement, frameOfCanvas, heightOf, type Placement, type StageSet, widthOf } from './placement.ts'

type Spot = { x: number; y: number }

/** Points spread evenly yet without a grid: thrown at random, then pushed apart. */
function spread(count: number, width: number, height: number, random: Random): Spot[] {
  const spots = Array.from({ length: count }, () => ({ x: random.between(0, width), y: random.between(0, height) }))
  const reach = Math.sqrt((width * height) / count) * 1.12
  for (let round = 0; round < 90; round++) {
    spots.forEach((spot, i) => {
      spots.forEach((other, j) => {
        const dx = spot.x - other.x
        const dy = spot.y - other.y
        const distance = Math.hypot(dx, dy)
        if (i === j || distance >= reach || distance === 0) return
        const push = ((reach - distance) / distance) * 0.2
        spot.x = Math.min(width, Math.max(0, spot.x + dx * push))
        spot.y = Math.min(height, Math.max(0, spot.y + dy * push))
      })
    })
  }
  return spots
}

/** Many things spread over the picture, each with its own turn and size, none touching another. */
function scatter(canvas: Canvas, figures: readonly Ensemble[], random: Random, upTo: number): Placement[] {
  const frame = frameOfCanvas(canvas)
  const { width } = canvas
  const height = canvas.height * upTo
  // Round things need a circle each; the walls are half a circle away.
  const pitch = Math.sqrt((width * height) / figures.length) * 0.98
  const inset = pitch * 0.46
  const spots = spread(figures.length, width - inset * 2, height - inset * 2, random)
  const nearest = (at: Spot) =>
    Math.min(...spots.map((o) => (o === at ? Infinity : Math.hypot(o.x - at.x, o.y - at.y))))
  return figures.map((ensemble, i) => {
    const spot = spots[i] ?? { x: 0, y: 0 }
    const x = spot.x + inset
    const y = spot.y + inset
    const room = Math.min(
      figures.length === 1 ? pitch : nearest(spot),
      2 * Math.min(x - frame.left, frame.right - x, y - frame.top, frame.bottom - y),
    )
    const across = Math.hypot(widthOf(ensemble), heightOf(ensemble)) * 0.87
    const scale = (room * random.between(0.84, 0.98)) / across
    const flip = ensemble.faces !== 'front' && random.chance(0.5)
    const middle = ((ensemble.box.top + ensemble.box.bottom) / 2) * scale
    return { ensemble, x, y: y - middle, scale, flip, turn: random.between(-24, 24), far: 0, floor: undefined }
  })
}

/** Wallpaper: a quiet ground with small marks on it. */
function paper(canvas: Canvas, random: Random): string {
  const { width, height } = canvas
  const [dark, pale] = canvas.ground
  const light = random.chance(0.7)
  const base = light
    ? mix(mix(pale, canvas.haze, 0.4), '#fffaf0', 0.62)
    : shade(mix(dark, canvas.light.deep, 0.45), -0.02)
  const ink = toLab(base)[0] > 0.6 ? mix(base, dark, 0.2) : mix(base, pale, 0.25)
  const step = random.between(84, 120)
  const kind = random.pick(['dots', 'stripes', 'sprigs', 'waves'])
  let d = ''
  for (let row = -1; row * step < height + step; row++) {
    const y = row * step
    if (kind === 'waves') {
      d += `M${n(-step)} ${n(y)}${`q${n(step / 2)} ${n(-step * 0.36)} ${n(step)} 0t${n(step)} 0`.repeat(Math.ceil(width / step / 2) + 2)}`
      continue
    }
    if (kind === 'stripes') {
      d += `M${n(y * 1.6 - height)} ${n(height + 20)}L${n(y * 1.6 + 40)} -20`
      d += `M${n(y * 1.6 + height)} ${n(height + 20)}L${n(y * 1.6 + height * 2 + 40)} -20`
      continue
    }
    for (let column = -1; column * step < width + step; column++) {
      const x = column * step + (row % 2 === 0 ? 0 : step / 2)
      if (kind === 'dots') d += circlePath(x, y, row % 2 === 0 ? 8 : 5)
      else
        d += `M${n(x)} ${n(y + 16)}Q${n(x + 3)} ${n(y)} ${n(x)} ${n(y - 16)}M${n(x)} ${n(y + 4)}q11 -2 14 -12M${n(x)} ${n(y + 4)}q-11 -2 -14 -12`
    }
  }
  const ground = rect(0, 0, width, height, base)
  if (kind === 'dots') return ground + path(d, ink)
  const thick = kind === 'stripes' ? 26 : 5
  return `${ground}<path d="${d}" fill="none" stroke="${ink}" stroke-width="${thick}" stroke-linecap="round"${kind === 'stripes' ? ' opacity="0.6"' : ''}/>`
}

/** Copies of the cast, in turns, until a pattern is full. */
function repeated(figures: readonly Ensemble[], count: number): Ensemble[] {
  return Array.from({ length: count }, (_, i) => figures[i % figures.length]).flatMap((one) => (one ? [one] : []))
}

/** A pattern: many copies on paper, without ground, shadow or hour. */
export function arrangePattern(set: StageSet): Arrangement {
  const random = set.random.fork('pattern')
  const { canvas: full, cast } = set
  const canvas = {
    ...full,
    light: lights.day,
    weather: weathers.clear,
    outside: false,
    stage: { y: 0.5, floats: true },
  }
  const kinds = [...new Map(cast.ensembles.map((ensemble) => [ensemble.kind, ensemble])).values()]
  const shape = Math.max(full.width, full.height) / Math.min(full.width, full.height)
  const count = Math.round(random.pick([8, 9, 11, 12]) * shape)
  const copies = repeated(cast.ensembles.length > kinds.length * 2 ? cast.ensembles : kinds, Math.max(8, count))
  return {
    canvas,
    scenery: () => paper(full, random.fork('paper')),
    placements: scatter(canvas, copies, random, 1),
    framed: false,
  }
}

/** Many things in the air or the water of a place, exactly as many as there are. */
export function arrangeScatter(set: StageSet): Arrangement {
  const random = set.random.fork('scatter')
  const { canvas } = set
  const upTo = canvas.stage.floats ? 0.94 : Math.max(0.5, (canvas.horizon / canvas.height) * 0.98)
  return {
    canvas,
    scenery: (paintPlace) => paintPlace(),
    placements: scatter(canvas, set.cast.ensembles.slice(0, 24), random, upTo),
    framed: false,
  }
}
