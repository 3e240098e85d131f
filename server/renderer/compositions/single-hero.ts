import { placeBackdrops } from './backdrops.ts'
import { look } from './camera.ts'
import { floorOf } from './floor.ts'
import { leading } from './leading.ts'
import { type Arrangement, frameOfCanvas, heightOf, type StageSet, widthOf } from './placement.ts'
import { settle } from './settle.ts'
import { flies, inDepth, scaleOf, stand } from './stand.ts'

/** One figure, large, off the middle and looking into the picture; what is large and still stands behind it. */
export function arrangeSingleHero(set: StageSet): Arrangement {
  const random = set.random.fork('single')
  const { figures, backdrops } = leading(set.cast)
  const hero = figures[0]
  const { canvas: full } = set
  const seen = look(full, {
    zoom: full.stage.floats ? 1 : random.between(1, 1.22),
    x: random.between(0.2, 0.8),
    y: 0.86,
  })
  const { canvas } = seen
  if (!hero) return { ...seen, placements: [], framed: false }
  const { width, height } = canvas
  const floor = floorOf(canvas, set.foot)
  const frame = frameOfCanvas(canvas, set.foot)
  const side = random.chance(0.22) ? 0 : random.chance(0.5) ? 1 : -1
  const wide = Math.min(0.19, 0.05 + (width / height) * 0.08)
  const x = width * (0.5 + side * wide)
  const turned = random.chance(0.5) ? ('left' as const) : ('right' as const)
  const towards = side === 0 ? turned : side < 0 ? 'right' : 'left'
  // A dog's height here, such that the hero itself fills the part of the picture wanted.
  // Ensembles of one thing above another are tall: they get more of the height.
  const high = heightOf(hero) > widthOf(hero) * 1.5 ? 1.2 : 1
  const part = random.between(0.5, 0.66) * (backdrops.length > 0 ? 0.82 : 1) * high
  const tall = Math.min(width, height) * part * (height > width * 1.3 ? 1.25 : 1)
  const across = width * (width > height ? 0.5 : 0.74)
  const scale = Math.min(tall / heightOf(hero), across / widthOf(hero))
  const size = scale / scaleOf(hero, 1)
  const y = canvas.stage.floats
    ? height * (0.46 + random.between(-0.04, 0.04)) + (heightOf(hero) * scale) / 2
    : floor.base + (floor.front - floor.base) * random.between(0.05, 0.5)
  const turn = canvas.stage.floats || flies(hero) ? random.between(-9, 9) : 0
  const lift = random.between(0.14, 0.26)
  const placements = settle(size / (canvas.stage.floats ? 1 : floor.scaleAt(y)), frame, (fit) => [
    stand(canvas, floor, hero, { x, y, size: fit, towards, turn, lift }),
  ])
  const behind = placeBackdrops({ ...set, canvas }, floor, backdrops, placements, size)
  return { ...seen, placements: [...inDepth(behind), ...placements], framed: random.chance(0.6) }
}
