import { mix, shade } from '../colour.ts'
import { circlePath, ellipse, n, type Point, path, polygon } from '../svg.ts'
import { inAir, inAirBare, type Painter } from './canvas.ts'
import { heightAt, jaggedLine, land, rollingLine } from './ridge.ts'
import { broadleafPaths, pinePath } from './trees.ts'

/** Two or three ranges almost lost in the air. */
export const distantRidges: Painter = (canvas) => {
  const random = canvas.random.fork('distant')
  const blue = mix(canvas.ground[0], '#5f7fb5', 0.55)
  return [0.14, 0.26, 0.36]
    .map((depth, i) => {
      const base = canvas.horizon - 70 + i * 34
      const jagged = canvas.placeName === 'mountains'
      const line = jagged
        ? jaggedLine(random, canvas.width, base - 40, 90)
        : rollingLine(random, canvas.width, base, 46 - i * 8, 1.4)
      return land(canvas, line, blue, depth, 0.5)
    })
    .join('')
}

/** Hills one behind the other, with small woods on the far ones. */
export const hills: Painter = (canvas) => {
  const random = canvas.random.fork('hills')
  const [dark, light] = canvas.ground
  const rest = canvas.height - canvas.horizon
  let out = ''
  const depths = [0.46, 0.62, 0.78, 0.9]
  depths.forEach((depth, i) => {
    const line = rollingLine(random, canvas.width, canvas.horizon + rest * (0.03 + i * 0.15), 44 + i * 6, 0.75)
    const colour = mix(light, dark, (i % 2) * 0.5 + random.between(0, 0.25))
    if (i < 3) out += grove(canvas, line, depth, 2 + random.integer(0, 2), 34 + i * 22, `grove${i}`)
    out += land(canvas, line, colour, depth, depth > 0.75 ? 0.12 : 0.18)
  })
  return out
}

function grove(
  canvas: Parameters<Painter>[0],
  line: readonly Point[],
  depth: number,
  clumps: number,
  size: number,
  seed: string,
): string {
  const random = canvas.random.fork(seed)
  let crowns = ''
  let trunks = ''
  let lit = ''
  for (let c = 0; c < clumps; c++) {
    const centre = random.between(0.03, 0.97) * canvas.width
    for (let i = 0; i < random.integer(2, 6); i++) {
      const x = centre + random.between(-1, 1) * size * 1.5
      const y = heightAt(line, x) + 5
      const h = size * random.between(0.8, 1.35)
      if (random.chance(0.3)) crowns += pinePath(random, x, y, h * 1.15)
      else {
        const tree = broadleafPaths(random, x, y, h)
        crowns += tree.crown
        trunks += tree.trunk
        lit += tree.lit
      }
    }
  }
  const green = shade(canvas.ground[0], -0.06)
  return (
    path(trunks, inAirBare(canvas, '#5b4233', depth)) +
    path(crowns, inAir(canvas, green, depth)) +
    path(lit, inAir(canvas, mix(canvas.ground[1], '#e8e27a', 0.15), depth), 'opacity="0.5"')
  )
}

/** The foreground of a meadow: a soft rise, blades of grass and flowers that grow towards the viewer. */
export const meadowFront: Painter = (canvas) => {
  const random = canvas.random.fork('front')
  const { width, height, ground, horizon } = canvas
  const line = rollingLine(random, width, height - (height - horizon) * 0.26, 26, 0.7)
  let blades = ''
  for (let i = 0; i < 170; i++) {
    const x = random.between(0, width)
    const y = heightAt(line, x) + random.between(0, height * 0.12)
    const h = random.between(12, 34)
    const lean = random.between(-9, 9)
    blades += `M${n(x - 2.2)} ${n(y + 4)}Q${n(x)} ${n(y - h * 0.5)} ${n(x + lean)} ${n(y - h)}Q${n(x + 3)} ${n(y - h * 0.4)} ${n(x + 2.6)} ${n(y + 4)}Z`
  }
  const petals = random.pick([
    ['#ff7a9c', '#ffd166', '#ffffff'],
    ['#b388ff', '#ff8fab', '#fff3b0'],
    ['#ff6b5e', '#ffc94d', '#f8f4ff'],
  ] as const)
  const heads = ['', '', '']
  let hearts = ''
  for (let i = 0; i < (canvas.weather.whitens ? 0 : 58); i++) {
    const x = random.between(0, width)
    const near = random.next()
    const y = heightAt(line, x) - 6 + near * height * 0.17
    const r = 2.6 + near * 6.5
    for (let k = 0; k < 5; k++)
      heads[i % 3] += circlePath(x + Math.cos(k * 1.257) * r * 0.75, y + Math.sin(k * 1.257) * r * 0.75, r * 0.58)
    hearts += circlePath(x, y, r * 0.5)
  }
  const base = mix(ground[0], ground[1], 0.25)
  return (
    land(canvas, line, base, 1, 0.38) +
    path(blades, inAir(canvas, mix(ground[1], '#d8e86a', 0.2), 0.97), 'opacity="0.75"') +
    heads.map((d, i) => path(d, inAirBare(canvas, petals[i] ?? '#fff', 0.96))).join('') +
    path(hearts, inAirBare(canvas, '#ffcf4a', 0.96))
  )
}

/** Layer upon layer of trees, each nearer one darker and taller, mist between them. */
export const woods: Painter = (canvas) => {
  const random = canvas.random.fork('woods')
  const { width, height, horizon, ground } = canvas
  const pines = random.chance(0.6) || canvas.weather.whitens > 0
  const rest = height - horizon
  let out = ''
  const depths = [0.3, 0.46, 0.63, 0.82]
  depths.forEach((depth, i) => {
    const line = rollingLine(random, width, horizon + rest * (i * 0.13 - 0.06), 24, 1)
    const size = 120 + i * 75
    let d = ''
    for (let x = random.between(-30, 0); x < width + 40; x += size * random.between(0.2, 0.36)) {
      const y = heightAt(line, x) + 12
      const h = size * random.between(0.75, 1.3)
      // A gap around the middle of the near layers leaves room for what stands there.
      if (i >= 2 && Math.abs(x - width / 2) < width * (0.16 + i * 0.05)) continue
      d += pines
        ? pinePath(random, x, y, h)
        : broadleafPaths(random, x, y, h * 0.95).crown + broadleafPaths(random, x, y, h).trunk
    }
    const colour = inAir(canvas, mix(ground[1], ground[0], i / 3), depth)
    const fill = canvas.defs.linear([
      [0, mix(colour, canvas.light.glow, 0.16 * (1 - canvas.weather.cover))],
      [0.6, colour],
      [1, mix(colour, canvas.haze, 0.4 * (1 - depth * 0.7))],
    ])
    out += path(d, fill) + land(canvas, line, mix(ground[1], ground[0], 0.4 + i * 0.15), depth, 0.4)
  })
  return out
}

/** Sunlight falling through the trees. */
export const lightShafts: Painter = (canvas) => {
  if (canvas.weather.cover > 0.3) return ''
  const random = canvas.random.fork('shafts')
  const { x, y } = canvas.orb
  let d = ''
  for (let i = 0; i < 6; i++) {
    const foot = x + random.between(-0.75, 0.75) * canvas.width
    const w = random.between(30, 90)
    d += polygon([
      [x - 6, y],
      [x + 6, y],
      [foot + w, canvas.height],
      [foot - w, canvas.height],
    ])
  }
  const fill = canvas.defs.linear([
    [0, canvas.light.glow, 0.3],
    [0.75, canvas.light.glow, 0.07],
    [1, canvas.light.glow, 0],
  ])
  return path(d, fill)
}

/** Ferns, stones and mushrooms at the viewer's feet, trunks at both edges as a frame. */
export const woodFloor: Painter = (canvas) => {
  const random = canvas.random.fork('floor')
  const { width, height, ground } = canvas
  const line = rollingLine(random, width, height * 0.88, 16, 1)
  let ferns = ''
  for (let i = 0; i < 60; i++) {
    const x = random.between(0, width)
    const y = heightAt(line, x) + random.between(0, height * 0.1)
    for (const lean of [-1, -0.5, 0.5, 1]) {
      const h = random.between(16, 34)
      ferns += `M${n(x)} ${n(y)}q${n(lean * 6)} ${n(-h)} ${n(lean * h)} ${n(-h * 0.8)}q${n(-lean * h * 0.5)} ${n(h * 0.2)} ${n(-lean * h)} ${n(h * 0.8)}Z`
    }
  }
  const dark = inAirBare(canvas, '#2b2019', 0.98)
  const bark = canvas.defs.linear(
    [
      [0, dark],
      [0.55, mix(dark, canvas.light.glow, 0.13)],
      [1, dark],
    ],
    { x2: 1, y2: 0 },
  )
  const trunk = (x: number, w: number) =>
    path(
      `M${n(x - w)} ${n(height)}Q${n(x - w * 0.6)} ${n(height * 0.8)} ${n(x - w * 0.55)} -10L${n(x + w * 0.55)} -10Q${n(x + w * 0.6)} ${n(height * 0.8)} ${n(x + w)} ${n(height)}Z`,
      bark,
    )
  return (
    land(canvas, line, mix(ground[0], '#2a3320', 0.25), 1, 0.4) +
    path(ferns, inAir(canvas, mix(ground[1], '#8fbf4a', 0.3), 0.95)) +
    trunk(random.between(0.02, 0.06) * width, random.between(34, 54)) +
    trunk(random.between(0.93, 0.99) * width, random.between(30, 58))
  )
}

/** Great peaks with a lit side, a shaded side and snow. */
export const peaks: Painter = (canvas) => {
  const random = canvas.random.fork('peaks')
  const { width, horizon, light, defs } = canvas
  const rock = '#6d7690'
  let out = ''
  const count = 5
  const order = Array.from({ length: count }, (_, i) => ({ i, height: random.between(0.42, 0.82) })).sort(
    (a, b) => b.height - a.height,
  )
  order.forEach(({ i, height }, rank) => {
    const depth = 0.42 + rank * 0.07
    const cx = ((i + 0.5) / count) * width + random.between(-50, 50)
    const top = horizon - height * horizon * 0.72
    const base = horizon + 90
    const half = (base - top) * random.between(0.62, 0.85)
    const edge = (side: -1 | 1): Point[] =>
      [0.16, 0.33, 0.5, 0.68, 0.84, 1].map((t) => [
        cx + side * half * t + random.between(-14, 14),
        top + (base - top) * t + random.between(-12, 12),
      ])
    const left = edge(-1)
    const right = edge(1)
    const spine: Point[] = [0.14, 0.28, 0.45, 0.62, 0.8, 1].map((t, k) => [
      cx + (k % 2 ? 24 : -20) * (0.6 + t) + half * 0.12 * t,
      top + (base - top) * t,
    ])
    const lit = inAirBare(canvas, shade(rock, 0.08), depth)
    const dim = mix(inAirBare(canvas, shade(rock, -0.12), depth), light.deep, 0.12)
    const fade = (colour: string) =>
      defs.linear([
        [0, colour],
        [0.6, colour],
        [1, mix(colour, canvas.haze, 0.75)],
      ])
    const snowLine = random.between(0.3, 0.42)
    const cap = (side: readonly Point[], wobble: number): Point[] => {
      const rim = side[1] ?? [cx, top]
      return [
        [cx, top],
        side[0] ?? rim,
        rim,
        [cx + (rim[0] - cx) * 0.72, rim[1] - 16 + wobble],
        [cx + (rim[0] - cx) * 0.5, top + (base - top) * snowLine],
        [cx + (rim[0] - cx) * 0.26, rim[1] - 10],
        spine[1] ?? rim,
        spine[0] ?? rim,
      ]
    }
    out +=
      path(polygon([[cx, top], ...left, ...[...spine].reverse()]), fade(lit)) +
      path(polygon([[cx, top], ...right, ...[...spine].reverse()]), fade(dim)) +
      path(polygon(cap(left, 0)), inAirBare(canvas, '#ffffff', depth + 0.35)) +
      path(polygon(cap(right, 6)), mix(inAirBare(canvas, '#cddaf0', depth + 0.3), light.deep, 0.08))
  })
  return out
}

/** Rising ground in front of the peaks. */
export const footHills: Painter = (canvas) => {
  const random = canvas.random.fork('foot')
  const { width, height, horizon, ground } = canvas
  const mist = ellipse(
    width / 2,
    horizon + 60,
    width * 0.75,
    90,
    canvas.defs.radial([
      [0, canvas.haze, 0.75],
      [1, canvas.haze, 0],
    ]),
  )
  return (
    mist +
    [0.6, 0.78, 0.95]
      .map((depth, i) => {
        const line = rollingLine(random, width, horizon + 55 + i * (height - horizon) * 0.19, 34, 0.9)
        return (
          grove(canvas, line, depth - 0.04, i < 2 ? 5 : 0, 36 + i * 26, `foot${i}`) +
          land(canvas, line, mix(ground[1], ground[0], i * 0.4), depth, 0.25)
        )
      })
      .join('')
  )
}

/** Dark pines at both lower corners. */
export const pineEdge: Painter = (canvas) => {
  const random = canvas.random.fork('edge')
  const { width, height, ground } = canvas
  let d = ''
  for (let i = 0; i < 11; i++) {
    const side = i % 2
    const t = random.next()
    const x = side ? width - t * width * 0.25 : t * width * 0.25
    d += pinePath(random, x, height + 20, (1 - t * 0.72) * random.between(300, 420))
  }
  const colour = inAir(canvas, shade(mix(ground[0], '#17382c', 0.6), -0.04), 1)
  return path(
    d,
    canvas.defs.linear([
      [0, mix(colour, canvas.haze, 0.12)],
      [1, mix(colour, canvas.light.deep, 0.35)],
    ]),
  )
}
