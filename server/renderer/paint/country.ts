import { mix } from '../colour.ts'
import { circlePath, n, path } from '../svg.ts'
import { inAir, inAirBare, type Painter } from './canvas.ts'
import { grove } from './grove.ts'
import { heightAt, jaggedLine, land, rollingLine } from './ridge.ts'

/** Two or three ranges almost lost in the air. */
export const distantRidges: Painter = (canvas) => {
  const random = canvas.random.fork('distant')
  const blue = mix(canvas.ground[0], '#5f7fb5', 0.55)
  return [0.14, 0.26, 0.36]
    .map((depth, i) => {
      const base = canvas.horizon - 70 + i * 34
      const jagged = canvas.peaked
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
