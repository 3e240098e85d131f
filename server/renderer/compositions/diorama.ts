import { mix, shade } from '../colour.ts'
import { type Canvas, inAir, inAirBare } from '../paint/canvas.ts'
import { broadleafPaths, pinePath } from '../paint/trees.ts'
import type { Random } from '../random.ts'
import { circlePath, ellipse, n, path, smoothLine } from '../svg.ts'
import { placeBackdrops } from './backdrops.ts'
import { groundOf } from './cover.ts'
import type { Floor } from './floor.ts'
import { leading } from './leading.ts'
import type { Arrangement, StageSet } from './placement.ts'
import { standInRows } from './rows.ts'
import { inDepth, sizeOf } from './stand.ts'

/** The island's top: its middle and half its width and depth. */
type Top = { x: number; y: number; rx: number; ry: number }

/** What surrounds the little world: the sky's colours, washed out, and a window onto the place. */
function surround(canvas: Canvas, top: Top, radius: number, random: Random): string {
  const { width, height, defs, sky, haze, light } = canvas
  const pale = light.shade.amount < 0.3
  const snowy = canvas.weather.whitens > 0.5
  const edge = pale ? mix(sky[snowy ? 0 : 1] ?? haze, '#fffaf2', snowy ? 0.25 : 0.62) : mix(sky[0] ?? haze, haze, 0.25)
  const low = pale ? mix(haze, '#fff3e2', snowy ? 0.2 : 0.5) : mix(sky[1] ?? haze, haze, 0.55)
  const cy = top.y - radius * 0.72
  const hole =
    random.chance(0.6) || canvas.stage.floats
      ? circlePath(top.x, cy, radius)
      : `M${n(top.x - radius)} ${n(top.y + 30)}V${n(cy)}a${n(radius)} ${n(radius)} 0 0 1 ${n(radius * 2)} 0V${n(top.y + 30)}Z`
  const fill = defs.linear([
    [0, edge],
    [1, low],
  ])
  const frame = `<path d="M0 0H${n(width)}V${n(height)}H0Z${hole}" fill="${fill}" fill-rule="evenodd"/>`
  const ring = `<path d="${hole}" fill="none" stroke="${mix(low, '#ffffff', pale ? 0.75 : 0.35)}" stroke-width="9"/>`
  let motes = ''
  for (let i = 0; i < 18; i++) {
    const x = random.between(0, width)
    const y = random.between(0, height)
    if (Math.hypot(x - top.x, y - cy) > radius * 1.08) motes += circlePath(x, y, random.between(2, 7))
  }
  return frame + ring + path(motes, mix(low, '#ffffff', 0.6), 'opacity="0.6"')
}

/** A rock that floats, or a turned base on a table, with its lit rim. */
function base(canvas: Canvas, { x, y, rx, ry }: Top, random: Random): string {
  const { defs, ground, height, orb } = canvas
  const water = canvas.outside && ground[1] !== ground[0]
  const soil = inAirBare(canvas, water ? '#8a6248' : '#77604f', 0.95)
  const side = orb.x < x ? 0 : 1
  const lit = mix(soil, canvas.light.glow, 0.28)
  const fill = defs.linear(
    [
      [0, side === 0 ? lit : shade(soil, -0.14)],
      [0.5, soil],
      [1, side === 0 ? shade(soil, -0.14) : lit],
    ],
    { x2: 1, y2: 0 },
  )
  if (random.chance(0.4)) {
    const wood = ry * 1.15
    const d = `M${n(x - rx)} ${n(y)}L${n(x - rx * 0.98)} ${n(y + wood)}A${n(rx * 0.98)} ${n(ry)} 0 0 0 ${n(x + rx * 0.98)} ${n(y + wood)}L${n(x + rx)} ${n(y)}Z`
    const shadow = defs.radial([
      [0, canvas.light.deep, 0.5],
      [0.7, canvas.light.deep, 0.3],
      [1, canvas.light.deep, 0],
    ])
    const foot = y + wood + ry * 0.55
    return (
      ellipse(x, foot, rx * 1.16, ry * 0.7, shadow) +
      path(d, fill) +
      `<path d="M${n(x - rx * 0.985)} ${n(y + wood * 0.5)}A${n(rx * 0.985)} ${n(ry)} 0 0 0 ${n(x + rx * 0.985)} ${n(y + wood * 0.5)}" fill="none" stroke="${shade(soil, -0.1)}" stroke-width="5" opacity="0.7"/>`
    )
  }
  const deep = Math.min(height * 0.93 - y, rx * 0.62)
  const line: [number, number][] = []
  for (let i = 0; i <= 12; i++) {
    const t = i / 12
    const bulge = Math.sin(t * Math.PI) ** 0.7
    line.push([x + rx * (t * 2 - 1), y + bulge * deep * (i % 2 === 0 ? 0.98 : random.between(0.62, 0.86))])
  }
  const crumbs = [0, 1, 2]
    .map(() =>
      circlePath(x + random.between(-0.8, 0.8) * rx, y + deep * random.between(0.9, 1.12), random.between(7, 17)),
    )
    .join('')
  const grain = [0.3, 0.55]
    .map(
      (t) =>
        `<path d="M${n(x - rx * (0.86 - t * 0.4))} ${n(y + ry + deep * t * 0.7)}q${n(rx * 0.5)} ${n(deep * 0.16)} ${n(rx * (1.5 - t * 0.8))} ${n(-deep * 0.04)}" fill="none" stroke="${shade(soil, -0.09)}" stroke-width="6" stroke-linecap="round" opacity="0.45"/>`,
    )
    .join('')
  return path(`${smoothLine(line)}Z`, fill) + grain + path(crumbs, shade(soil, -0.06))
}

/** The top of the base in the colours of the place, its edge bright towards the light. */
function turf(canvas: Canvas, place: StageSet['place'], { x, y, rx, ry }: Top): string {
  const sand = groundOf(place) === 'sand'
  const near = sand ? (place === 'desert' ? canvas.ground[1] : '#f0d9a8') : canvas.ground[1]
  const back = sand ? shade(near, -0.06) : canvas.ground[0]
  const fill = canvas.defs.linear([
    [0, inAir(canvas, back, 0.9)],
    [1, inAir(canvas, near, 1)],
  ])
  const rim = mix(inAir(canvas, near, 1), canvas.light.glow, 0.6)
  const lip = inAir(canvas, shade(back, -0.06), 1)
  return (
    ellipse(x, y + ry * 0.16, rx * 1.004, ry, lip) +
    ellipse(x, y, rx, ry, fill) +
    `<path d="M${n(x - rx)} ${n(y)}A${n(rx)} ${n(ry)} 0 0 0 ${n(x + rx)} ${n(y)}" fill="none" stroke="${rim}" stroke-width="6" opacity="0.75"/>`
  )
}

/** Little trees and stones at the back of the base. */
function props(canvas: Canvas, place: StageSet['place'], { x, y, rx, ry }: Top, random: Random): string {
  if (groundOf(place) !== 'grass' && canvas.weather.whitens < 0.5) return ''
  const leaf = inAir(canvas, mix(canvas.ground[0], canvas.ground[1], 0.25), 0.92)
  let out = ''
  for (const t of [-0.9, -0.76, 0.74, 0.9]) {
    if (random.chance(0.25)) continue
    const foot = y - ry * Math.sqrt(1 - t * t) * 0.5
    const tall = rx * random.between(0.24, 0.4)
    if (place === 'meadow' || random.chance(0.3)) {
      const { trunk, crown, lit } = broadleafPaths(random, x + t * rx, foot, tall)
      out +=
        path(trunk, inAir(canvas, '#6a4a36', 0.9)) + path(crown, leaf) + path(lit, mix(leaf, canvas.light.glow, 0.2))
    } else out += path(pinePath(random, x + t * rx, foot, tall * 1.15), leaf)
  }
  return out
}

/** A small world of its own: figures on a base that floats or stands, the place seen through a window behind them. */
export function arrangeDiorama(set: StageSet): Arrangement {
  const random = set.random.fork('diorama')
  const { canvas: full, place } = set
  const { width, height } = full
  const short = Math.min(width, height)
  const rx = Math.min(width * 0.43, short * random.between(0.42, 0.52))
  const top: Top = {
    x: width * 0.5 + (width - rx * 2.2) * random.between(-0.2, 0.2),
    y: height * 0.5 + short * random.between(0.17, 0.21),
    rx,
    ry: rx * 0.25,
  }
  const radius = Math.min(rx * 0.94, short * 0.4)
  const floor: Floor = {
    base: top.y + top.ry * 0.3,
    back: top.y - top.ry * 0.4,
    front: top.y + top.ry * 0.62,
    scaleAt: (y) => 1 + ((y - top.y) / top.ry) * 0.12,
    farAt: () => 0,
  }
  const canvas: Canvas = { ...full, stage: { y: floor.base / height, floats: false }, horizon: top.y - radius * 0.5 }
  const { figures, backdrops } = leading(set.cast)
  const frame = {
    left: top.x - rx * 0.93,
    right: top.x + rx * 0.93,
    top: top.y - radius * 1.9,
    bottom: floor.front + 2,
  }
  const placements = standInRows(
    figures,
    { canvas, floor, frame, tallest: rx * (backdrops.length > 0 ? 0.72 : 0.92) },
    random,
  )
  const behind = placeBackdrops({ ...set, canvas }, floor, backdrops, placements, sizeOf(placements) * 0.9)
  return {
    canvas,
    scenery: (paintPlace) =>
      paintPlace() +
      surround(full, top, radius, random.fork('surround')) +
      base(full, top, random.fork('base')) +
      turf(full, place, top) +
      props(full, place, top, random.fork('props')),
    placements: [...inDepth(behind), ...placements],
    framed: false,
  }
}
