import type { Canvas } from '../paint/canvas.ts'

/** The ground of a picture: where it is, and how distance makes things smaller on it. */
export type Floor = {
  /** Where a figure in the middle distance stands. */
  base: number
  /** The farthest and nearest y a figure may stand on. */
  back: number
  front: number
  /** Size of things standing at `y`; 1 at `base`. */
  scaleAt(y: number): number
  /** Haze of things standing at `y`: 0 near, 1 far. */
  farAt(y: number): number
}

/** The floor of a canvas; `foot` is the part of the height kept free below. */
export function floorOf(canvas: Canvas, foot = 0): Floor {
  const { height } = canvas
  const front = height * (0.945 - foot)
  const base = Math.min(front - height * 0.03, height * canvas.stage.y)
  const horizon = Math.min(canvas.horizon, base - height * 0.06)
  // The eye is not at the figures' feet: sizes fall more slowly than to nothing at the horizon.
  const ease = height * 0.14
  return {
    base,
    back: horizon + (base - horizon) * 0.42,
    front,
    scaleAt: (y) => Math.min(1.45, Math.max(0.4, (y - horizon + ease) / (base - horizon + ease))),
    farAt: (y) => Math.min(0.8, Math.max(0, ((base - y) / (base - horizon)) * 0.62)),
  }
}
