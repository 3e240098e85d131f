import type { Canvas } from '../paint/canvas.ts'
import { ellipse } from '../svg.ts'
import { boxOf, type Placement } from './placement.ts'

/** Draws the shadows figures throw: a dark contact where they touch, and a soft one away from the light. */
export function createShadows(canvas: Canvas): (placement: Placement) => string {
  const { light, defs, weather, outside, orb, height } = canvas
  const low = light.orb === 'low-sun'
  const strength = 1 - weather.cover * 0.6
  const contact = defs.radial([
    [0, light.deep, 0.6],
    [0.5, light.deep, 0.38],
    [1, light.deep, 0],
  ])
  const thrown = defs.radial([
    [0, light.deep, 0.42 * strength],
    [0.6, light.deep, 0.24 * strength],
    [1, light.deep, 0],
  ])
  return (placement) => {
    const { ensemble, x, y, scale, flip, floor, far } = placement
    if (floor === undefined) return ''
    const { left, right, top } = boxOf(placement)
    const tall = y - top
    const pale = far > 0.3 ? ` opacity="${Math.round((1.15 - far) * 100) / 100}"` : ''
    if (ensemble.feet.length === 0) {
      const width = (right - left) * 0.32
      return ellipse(x, floor, width, width * 0.2, contact, 'opacity="0.45"')
    }
    const widest = Math.max(...ensemble.feet.map((foot) => foot.width)) * scale
    const feet = ensemble.feet
      .map((foot) => {
        const at = x + (flip ? -foot.x : foot.x) * scale
        const half = foot.width * scale * 0.6
        return ellipse(at, y - half * 0.02, half, Math.max(5, half * 0.15), contact)
      })
      .join('')
    if (!outside) return `<g${pale}>${feet}</g>`
    // Shadows fall away from the light, longer when it is low.
    const away = Math.max(-1, Math.min(1, ((x - orb.x) / height) * 1.6))
    const reach = tall * (low ? 0.42 : 0.26) * away
    const lower = ellipse(
      x + reach * 0.75,
      y + tall * 0.025,
      widest * 0.5 + Math.abs(reach) * 0.7,
      Math.max(7, Math.min(tall * 0.075, height * 0.03)),
      thrown,
    )
    return `<g${pale}>${lower}${feet}</g>`
  }
}
