import type { Ensemble } from '../ensemble.ts'
import type { Floor } from './floor.ts'
import { areaOf, boxOf, faceOf, frameOfCanvas, overlap, type Placement, type StageSet } from './placement.ts'
import { stand } from './stand.ts'

const MOST = 4
const TRIES = 14

/** Trees, houses and other large still things: behind the figures and larger, beside them rather than over them. */
export function placeBackdrops(
  { canvas, random: source }: StageSet,
  floor: Floor,
  backdrops: readonly Ensemble[],
  figures: readonly Placement[],
  size: number,
): Placement[] {
  const random = source.fork('backdrops')
  const frame = frameOfCanvas(canvas)
  const placed: Placement[] = []
  // Never nearer than the farthest figure: what stands behind hides nobody.
  const nearest = Math.min(floor.base, ...figures.map(({ floor: y, ...figure }) => y ?? figure.y))
  for (const ensemble of backdrops.slice(0, MOST)) {
    let best: Placement | undefined
    let least = Number.POSITIVE_INFINITY
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const depth = random.between(0.25, 0.72)
      const y = floor.back + Math.max(0, nearest - floor.back) * depth
      const grown = size * random.between(1.15, 1.35) * (1 - attempt * 0.025)
      const spot = { x: random.between(0.14, 0.86) * canvas.width, y, size: grown, lift: 0.24 }
      const placement = stand(canvas, floor, ensemble, {
        ...spot,
        towards: spot.x < canvas.width / 2 ? 'right' : 'left',
      })
      const box = boxOf(placement)
      const cut = areaOf(box) - overlap(box, frame)
      const hidden = figures.reduce((sum, figure) => sum + overlap(box, boxOf(figure)), 0)
      const crowd = placed.reduce((sum, other) => sum + overlap(box, boxOf(other)), 0)
      const faces = figures.reduce((sum, figure) => sum + overlap(faceOf(placement), boxOf(figure)), 0)
      const cost = cut * 6 + hidden * 0.8 + faces * 1.5 + crowd * 2.5
      if (cost >= least) continue
      least = cost
      best = placement
    }
    if (best) placed.push(best)
  }
  return placed
}
