import { placeBackdrops } from './backdrops.ts'
import { look } from './camera.ts'
import { floorOf } from './floor.ts'
import { leading } from './leading.ts'
import { type Arrangement, frameOfCanvas, heightOf, type StageSet, widthOf } from './placement.ts'
import { settle } from './settle.ts'
import { inDepth, scaleOf, sizeOf, stand } from './stand.ts'

/** One after the other in one direction, on a line that comes nearer: the first of the cast runs behind the others. */
export function arrangeProcession(set: StageSet): Arrangement {
  const random = set.random.fork('procession')
  const { figures, backdrops } = leading(set.cast)
  const seen = look(set.canvas, {
    zoom: set.canvas.stage.floats ? 1 : random.between(1, 1.16),
    x: random.between(0.2, 0.8),
    y: 0.86,
  })
  const { canvas } = seen
  const { width, height, stage } = canvas
  const floor = floorOf(canvas, set.foot)
  const frame = frameOfCanvas(canvas, set.foot)
  const towards = random.pick(['left', 'right'])
  const leftToRight = towards === 'left' ? [...figures].reverse() : figures
  // The line rises to the left or to the right: they come closer, or walk away.
  const rise = random.pick([-1, 1]) * random.between(0.4, 1)
  const tallest = Math.max(...figures.map((figure) => heightOf(figure) * scaleOf(figure, 1)), 0.1)
  const slack = width - frame.left * 2
  const lay = (size: number) => {
    const depth = stage.floats ? height * 0.16 : Math.min(floor.front - floor.back, height * 0.24) * 0.86
    const base = stage.floats ? height * 0.48 + (size * tallest) / 2 : (floor.front + floor.back) / 2 + depth * 0.12
    const yAt = (t: number) => Math.min(stage.floats ? height : floor.front, base + (t - 0.5) * rise * depth)
    const steps = leftToRight.map((figure, i) => {
      const y = yAt(figures.length === 1 ? 0.5 : i / (figures.length - 1))
      const scale = scaleOf(figure, size) * (stage.floats ? 1 : floor.scaleAt(y))
      return { figure, y, width: widthOf(figure) * scale }
    })
    const full = steps.reduce((sum, step) => sum + step.width, 0)
    const gap = Math.min((slack - full) / Math.max(1, figures.length - 1), (full / figures.length) * 0.42)
    let x = width / 2 - (full + gap * (figures.length - 1)) / 2
    return inDepth(
      steps.map((step) => {
        const at = x + step.width / 2
        x += step.width + gap
        const y = step.y + random.between(-0.02, 0.02) * size
        return stand(canvas, floor, step.figure, { x: at, y, size, towards, turn: 0, lift: random.between(0.16, 0.22) })
      }),
    )
  }
  const start = (Math.min(width, height) * (figures.length <= 2 ? 0.46 : 0.4)) / tallest
  const placements = settle(start, frame, lay)
  const behind = placeBackdrops({ ...set, canvas }, floor, backdrops, placements, sizeOf(placements))
  return { ...seen, placements: [...inDepth(behind), ...placements], framed: random.chance(0.4) }
}
