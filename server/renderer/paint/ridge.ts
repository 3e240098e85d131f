import { mix } from '../colour.ts'
import type { Random } from '../random.ts'
import { type Point, path, polygon } from '../svg.ts'
import { type Canvas, inAir } from './canvas.ts'

/** A rolling line across the canvas: heights around `base`, at most about `swing` away from it. */
export function rollingLine(random: Random, width: number, base: number, swing: number, waves = 1): Point[] {
  const parts = [1, 2.3, 4.9].map((k) => ({
    k: k * waves,
    phase: random.between(0, 6.28),
    size: random.between(0.6, 1) / k,
  }))
  const points: Point[] = []
  for (let x = -10; x <= width + 10; x += 12) {
    const y = parts.reduce((sum, { k, phase, size }) => sum + Math.sin((x / 1000) * 3.6 * k + phase) * size, 0)
    points.push([x, base + y * swing * 0.62])
  }
  return points
}

/** A jagged line by midpoint displacement. */
export function jaggedLine(random: Random, width: number, base: number, swing: number, roughness = 0.52): Point[] {
  let points: Point[] = [0, 0.25, 0.5, 0.75, 1].map((t) => [
    t * (width + 40) - 20,
    base + random.between(-1, 1) * swing,
  ])
  let reach = swing * 0.6
  for (let round = 0; round < 5; round++) {
    const next: Point[] = []
    for (let i = 0; i + 1 < points.length; i++) {
      const [ax, ay] = points[i] ?? [0, 0]
      const [bx, by] = points[i + 1] ?? [0, 0]
      next.push([ax, ay], [(ax + bx) / 2, (ay + by) / 2 + random.between(-1, 1) * reach])
    }
    const last = points.at(-1)
    points = last ? [...next, last] : next
    reach *= roughness
  }
  return points
}

/** y of a line at x. */
export function heightAt(line: readonly Point[], x: number): number {
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i] ?? [0, 0]
    const [bx, by] = line[i + 1] ?? [0, 0]
    if (x >= ax && x <= bx) return ay + ((by - ay) * (x - ax)) / (bx - ax || 1)
  }
  return line.at(-1)?.[1] ?? 0
}

/** Land this near reaches the lower edge; farther land is hidden by the next at the latest this far below its line. */
const NEAR = 0.85
const HIDDEN = { part: 0.4, more: 60 }

/** The land under a line, lit at its crest and sinking into mist or shade towards its foot. */
export function land(canvas: Canvas, line: readonly Point[], colour: string, depth: number, foot = 0.3): string {
  const { width, height, horizon } = canvas
  const top = inAir(canvas, colour, depth)
  const bottom = depth > 0.75 ? mix(top, canvas.light.deep, foot) : mix(top, canvas.haze, foot)
  const ys = line.map(([, y]) => y)
  const crest = Math.min(...ys)
  const whole = height + 5
  // What nobody sees is not painted: far ranges would fill half the picture each.
  const end = depth > NEAR ? whole : Math.min(whole, Math.max(...ys) + (height - horizon) * HIDDEN.part + HIDDEN.more)
  const seen = (end - crest) / (whole - crest)
  const fill = canvas.defs.linear([
    [0, mix(top, canvas.light.glow, 0.14 * (1 - canvas.weather.cover))],
    [Math.min(0.99, 0.35 / seen), top],
    [1, mix(top, bottom, Math.max(0, (seen - 0.35) / 0.65))],
  ])
  return path(polygon([...line, [width + 20, end], [-20, end]]), fill)
}
