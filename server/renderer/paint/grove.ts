import { mix, shade } from '../colour.ts'
import { type Point, path } from '../svg.ts'
import { type Canvas, inAir, inAirBare } from './canvas.ts'
import { heightAt } from './ridge.ts'
import { foliageOf } from './season.ts'
import { broadleafPaths, pinePath } from './trees.ts'

/** Clumps of small trees standing on a line of the land. */
export function grove(
  canvas: Canvas,
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
  const green = foliageOf(canvas, random, shade(canvas.ground[0], -0.06))
  return (
    path(trunks, inAirBare(canvas, '#5b4233', depth)) +
    path(crowns, inAir(canvas, green, depth)) +
    path(
      lit,
      inAir(
        canvas,
        canvas.season?.foliage.length ? mix(green, '#ffe9b8', 0.35) : mix(canvas.ground[1], '#e8e27a', 0.15),
        depth,
      ),
      'opacity="0.5"',
    )
  )
}
