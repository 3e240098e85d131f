import type { Picture } from '../picture/picture'

/** What the bridge needs to know of a picture; `undefined` is an empty studio. */
export type BridgeState = Picture['status'] | undefined

const UP = 74
/** The wait, in seconds, at which the leaf is half way. */
const HALF_WAY_SECONDS = 25
/** While others go first, a gap stays that only their leaving closes. */
const LEAST_BEHIND_OTHERS = 14
const LEAST_IN_LINE = 6

/**
 * Degrees the leaf is raised: 74 with nobody waiting, lower the nearer the turn, 0 once the drawing has started.
 * Falls with the seconds left and with the place in line, and never rises while either of them falls.
 */
export function leafAngle(status: BridgeState, position = 1, secondsLeft = 0): number {
  if (status === 'drawing' || status === 'ready') return 0
  if (status !== 'queued') return UP
  const byTime = UP * (secondsLeft / (secondsLeft + HALF_WAY_SECONDS))
  const least = position > 1 ? LEAST_BEHIND_OTHERS : LEAST_IN_LINE
  return Math.min(UP - 4, Math.max(least, byTime))
}

/** Where a point `reach` along the leaf stands, in the drawing's units. */
export function pointOnLeaf(hinge: { x: number; y: number }, reach: number, degrees: number) {
  const radians = (degrees * Math.PI) / 180
  return { x: hinge.x - reach * Math.cos(radians), y: hinge.y - reach * Math.sin(radians) }
}

/** An SVG path of a chain that hangs between two points; a shorter span of the same chain hangs lower. */
export function chainPath(from: { x: number; y: number }, to: { x: number; y: number }, length: number): string {
  const span = Math.hypot(to.x - from.x, to.y - from.y)
  const sag = Math.min(46, Math.sqrt(Math.max(0, length * length - span * span)) * 0.28)
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + sag }
  return `M${round(from.x)} ${round(from.y)}Q${round(middle.x)} ${round(middle.y)} ${round(to.x)} ${round(to.y)}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
