import type { Ensemble } from '../ensemble.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { Floor } from './floor.ts'
import { heightOf, mustFlip, type Placement } from './placement.ts'

/** How much of the difference in height between things is kept: a mouse beside an elephant is small, but seen. */
const TRUTH = 0.72

/** Canvas units for one unit of an ensemble where a dog is `size` tall: differences of height are softened. */
export function scaleOf(ensemble: Ensemble, size: number): number {
  const height = heightOf(ensemble)
  return (size * (height / 100) ** TRUTH) / height
}

/** Whether it is in the air: nothing of it touches the ground. */
export const flies = (ensemble: Ensemble) => ensemble.feet.length === 0

export type Spot = {
  x: number
  /** The ground (or, where everything floats, the lowest point) it is at. */
  y: number
  /** Height of a dog at the floor's base. */
  size: number
  towards?: 'left' | 'right'
  turn?: number
  /** How high above the ground what flies is, as a part of the picture's height. */
  lift?: number
}

/** An ensemble on a spot of the floor: smaller and hazier the farther it is; in the air if it flies. */
export function stand(canvas: Canvas, floor: Floor, ensemble: Ensemble, spot: Spot): Placement {
  const { x, y, size, towards, turn = 0, lift = 0.2 } = spot
  const { floats } = canvas.stage
  const scale = scaleOf(ensemble, size) * (floats ? 1 : floor.scaleAt(y))
  const aloft = flies(ensemble) && !floats
  return {
    ensemble,
    x,
    y: aloft ? y - canvas.height * lift : y,
    scale,
    flip: towards !== undefined && mustFlip(ensemble, towards),
    turn,
    far: floats ? 0 : floor.farAt(y),
    floor: floats ? undefined : y,
  }
}

/** Back to front. */
export function inDepth(placements: readonly Placement[]): Placement[] {
  return [...placements].sort((a, b) => (a.floor ?? a.y) - (b.floor ?? b.y))
}

/** The largest height of a dog among placed figures, in canvas units. */
export function sizeOf(placements: readonly Placement[]): number {
  return Math.max(...placements.map(({ ensemble, scale }) => scale / scaleOf(ensemble, 1)), 1)
}
