import { placeBackdrops } from './backdrops.ts'
import { look } from './camera.ts'
import { floorOf } from './floor.ts'
import { leading } from './leading.ts'
import { type Arrangement, frameOfCanvas, type StageSet } from './placement.ts'
import { standInRows } from './rows.ts'
import { inDepth, sizeOf } from './stand.ts'

/** Several figures close together in staggered rows: the nearer the larger, every face free. */
export function arrangeGroup(set: StageSet): Arrangement {
  const random = set.random.fork('group')
  const { figures, backdrops } = leading(set.cast)
  const { floats } = set.canvas.stage
  const seen = look(set.canvas, { zoom: floats ? 1 : random.between(1, 1.14), x: random.between(0.2, 0.8), y: 0.86 })
  const { canvas } = seen
  const floor = floorOf(canvas, set.foot)
  const frame = frameOfCanvas(canvas, set.foot)
  const tallest = Math.min(canvas.width, canvas.height) * (backdrops.length > 0 ? 0.46 : 0.56)
  const placements = standInRows(figures, { canvas, floor, frame, tallest }, random)
  const behind = placeBackdrops({ ...set, canvas }, floor, backdrops, placements, sizeOf(placements))
  return { ...seen, placements: [...inDepth(behind), ...placements], framed: random.chance(0.45) }
}
