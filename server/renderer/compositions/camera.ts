import type { Canvas } from '../paint/canvas.ts'
import { n } from '../svg.ts'

/** How close the place is looked at, and where the middle of the look is (parts of width and height). */
export type Camera = { zoom: number; x: number; y: number }

/** The canvas as the camera sees it, and what turns the painted place into that sight. */
export function look(
  canvas: Canvas,
  { zoom, x, y }: Camera,
): { canvas: Canvas; scenery: (paintPlace: () => string) => string } {
  if (zoom <= 1) return { canvas, scenery: (paintPlace) => paintPlace() }
  const { width, height } = canvas
  const dx = -(zoom - 1) * width * x
  const dy = -(zoom - 1) * height * y
  const seen: Canvas = {
    ...canvas,
    horizon: canvas.horizon * zoom + dy,
    stage: { ...canvas.stage, y: (canvas.stage.y * height * zoom + dy) / height },
    orb: { x: canvas.orb.x * zoom + dx, y: canvas.orb.y * zoom + dy, radius: canvas.orb.radius * zoom },
  }
  return {
    canvas: seen,
    scenery: (paintPlace) =>
      `<g transform="translate(${n(dx)} ${n(dy)}) scale(${Math.round(zoom * 1000) / 1000})">${paintPlace()}</g>`,
  }
}
