import { mix } from '../colour.ts'
import { type Canvas, inAirBare } from '../paint/canvas.ts'
import type { Random } from '../random.ts'
import type { PlaceName } from '../scene/places.ts'
import { ellipse, n, path, rect } from '../svg.ts'

type Detail = (canvas: Canvas, x: number, y: number, size: number, random: Random) => string

/** A cabin with a lit window and smoke. `size` is its width. */
const cabin: Detail = (canvas, x, y, size) => {
  const s = size / 100
  const wood = inAirBare(canvas, '#8a5a3c', 0.72)
  const roof = canvas.weather.whitens > 0.5 ? '#eef4fa' : inAirBare(canvas, '#5a3030', 0.72)
  const lamp = canvas.light.lamps.colour
  const at = (dx: number, dy: number) => `${n(x + dx * s)} ${n(y + dy * s)}`
  const smoke = `<path d="M${at(28, -92)}q${n(-10 * s)} ${n(-16 * s)} ${n(4 * s)} ${n(-30 * s)}t${n(2 * s)} ${n(-34 * s)}" fill="none" stroke="${mix(canvas.haze, '#ffffff', 0.5)}" stroke-width="${n(9 * s)}" stroke-linecap="round" opacity="0.5"/>`
  return (
    smoke +
    rect(x + 20 * s, y - 92 * s, 14 * s, 40 * s, roof) +
    path(`M${at(-42, 0)}L${at(-42, -42)}L${at(42, -42)}L${at(42, 0)}Z`, wood) +
    path(`M${at(-54, -38)}L${at(0, -82)}L${at(54, -38)}Z`, roof) +
    rect(x - 28 * s, y - 32 * s, 18 * s, 18 * s, lamp) +
    rect(x + 8 * s, y - 32 * s, 18 * s, 32 * s, mix(wood, canvas.light.deep, 0.5))
  )
}

/** A sailing boat and its light on the water. */
const sail: Detail = (canvas, x, y, size) => {
  const s = size / 100
  const at = (dx: number, dy: number) => `${n(x + dx * s)} ${n(y + dy * s)}`
  const cloth = inAirBare(canvas, '#fff6e6', 0.8)
  const hull = inAirBare(canvas, '#8a3a3a', 0.8)
  return (
    ellipse(x, y + 9 * s, 52 * s, 7 * s, cloth, 'opacity="0.3"') +
    path(`M${at(2, -10)}L${at(2, -108)}Q${at(46, -50)} ${at(44, -10)}Z`, cloth) +
    path(`M${at(-4, -10)}L${at(-4, -90)}Q${at(-34, -46)} ${at(-32, -10)}Z`, mix(cloth, hull, 0.18)) +
    path(
      `M${at(-48, -8)}L${at(50, -8)}Q${at(38, 12)} ${at(20, 12)}L${at(-24, 12)}Q${at(-42, 10)} ${at(-48, -8)}Z`,
      hull,
    )
  )
}

/** A hot-air balloon far off. */
const balloon: Detail = (canvas, x, y, size, random) => {
  const r = size / 2
  const cloth = inAirBare(canvas, random.pick(['#e8574a', '#f2b13c', '#4a8fd8', '#8a5ad0']), 0.75)
  const pale = mix(cloth, '#ffffff', 0.5)
  const shape = (w: number) =>
    `M${n(x)} ${n(y - r)}C${n(x + w * 1.2)} ${n(y - r)} ${n(x + w * 1.1)} ${n(y + r * 0.3)} ${n(x + w * 0.25)} ${n(y + r)}L${n(x - w * 0.25)} ${n(y + r)}C${n(x - w * 1.1)} ${n(y + r * 0.3)} ${n(x - w * 1.2)} ${n(y - r)} ${n(x)} ${n(y - r)}Z`
  return (
    path(shape(r), cloth) +
    path(shape(r * 0.45), pale) +
    path(
      `M${n(x - r * 0.2)} ${n(y + r)}L${n(x - r * 0.14)} ${n(y + r * 1.35)}M${n(x + r * 0.2)} ${n(y + r)}L${n(x + r * 0.14)} ${n(y + r * 1.35)}`,
      'none',
      `stroke="${canvas.light.deep}" stroke-width="1.5" opacity="0.6"`,
    ) +
    rect(x - r * 0.17, y + r * 1.33, r * 0.34, r * 0.26, inAirBare(canvas, '#7a5030', 0.75), 'rx="3"')
  )
}

/** Geese in a wedge. */
const wedge: Detail = (canvas, x, y, size, random) => {
  let d = ''
  const way = random.pick([-1, 1])
  for (let i = -3; i <= 3; i++) {
    const bx = x + Math.abs(i) * size * 0.24 * way
    const by = y + i * size * 0.13 + random.between(-3, 3)
    const s = size * 0.09
    d += `M${n(bx - s)} ${n(by - s * 0.5)}Q${n(bx - s * 0.4)} ${n(by - s * 0.6)} ${n(bx)} ${n(by)}Q${n(bx + s * 0.4)} ${n(by - s * 0.6)} ${n(bx + s)} ${n(by - s * 0.5)}`
  }
  return `<path d="${d}" fill="none" stroke="${mix(canvas.light.deep, canvas.haze, 0.25)}" stroke-width="3" stroke-linecap="round"/>`
}

/** A tent by a small fire. */
const camp: Detail = (canvas, x, y, size) => {
  const s = size / 100
  const at = (dx: number, dy: number) => `${n(x + dx * s)} ${n(y + dy * s)}`
  const cloth = inAirBare(canvas, '#e0813a', 0.85)
  const glow = canvas.defs.radial([
    [0, '#ffd98a', 0.7],
    [1, '#ffb45a', 0],
  ])
  return (
    path(`M${at(-50, 0)}L${at(0, -70)}L${at(50, 0)}Z`, cloth) +
    path(`M${at(-14, 0)}L${at(0, -52)}L${at(14, 0)}Z`, mix(cloth, canvas.light.deep, 0.62)) +
    ellipse(x + 82 * s, y - 6 * s, 44 * s, 34 * s, glow) +
    path(`M${at(74, 0)}Q${at(68, -18)} ${at(82, -32)}Q${at(96, -16)} ${at(90, 0)}Z`, '#ffb340')
  )
}

const DETAILS: Partial<Record<string, { ground: readonly Detail[]; air: readonly Detail[] }>> = {
  meadow: { ground: [cabin, camp], air: [balloon, wedge] },
  forest: { ground: [cabin, camp], air: [wedge] },
  mountains: { ground: [cabin, camp], air: [balloon, wedge] },
  snow: { ground: [cabin], air: [wedge] },
  farm: { ground: [], air: [wedge, balloon] },
  garden: { ground: [], air: [wedge] },
  sea: { ground: [sail], air: [wedge] },
  beach: { ground: [], air: [wedge, balloon] },
  desert: { ground: [camp], air: [balloon] },
  sky: { ground: [], air: [balloon, wedge] },
  city: { ground: [], air: [wedge] },
}

/** One small thing on the ground and one in the air, where the place has room for them; none hides a person. */
export function distantDetails(canvas: Canvas, place: PlaceName, random: Random): string {
  const known = DETAILS[place]
  if (!known) return ''
  const { width, height, horizon, stage, weather, time } = canvas
  const side = random.chance(0.5) ? random.between(0.18, 0.36) : random.between(0.64, 0.82)
  const near = stage.y * height
  const onGround = known.ground[random.integer(0, 3)]
  const y = place === 'sea' ? horizon + (near - horizon) * 0.4 : horizon + (near - horizon) * 0.62
  const out = onGround ? onGround(canvas, width * side, y, random.between(72, 108), random) : ''
  const calm = weather.falls === 'nothing' && time !== 'night'
  const inTheAir = calm ? known.air[random.integer(0, 2)] : undefined
  if (!inTheAir) return out
  const across = 1 - side + random.between(-0.08, 0.08)
  return out + inTheAir(canvas, width * across, horizon * random.between(0.3, 0.55), random.between(76, 120), random)
}
