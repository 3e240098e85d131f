/** Distance between two small errors of the hand, and how far it errs, in the drawing's units. */
const STEP = 26
const TREMBLE = 1.3

type Point = readonly [x: number, y: number]

/**
 * An SVG path along straight lines as a hand would draw them: never quite straight, corners never quite met. The same
 * points always give the same path, so that server and browser draw alike.
 */
export function ink(points: readonly Point[], closed = false): string {
  const random = seeded(points)
  const corners = closed && points[0] ? [...points, points[0]] : points
  const wander = (size: number) => (random() - 0.5) * 2 * size
  let path = ''
  let from: Point | undefined
  for (const corner of corners) {
    const to: Point = [corner[0] + wander(0.7), corner[1] + wander(0.7)]
    path += from ? stroke(from, to, wander) : `M${at(to)}`
    from = to
  }
  return closed ? `${path}Z` : path
}

function stroke(from: Point, to: Point, wander: (size: number) => number): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  const steps = Math.max(1, Math.round(length / STEP))
  const along = (part: number, aside: number): Point => [
    from[0] + dx * part - (dy / (length || 1)) * aside,
    from[1] + dy * part + (dx / (length || 1)) * aside,
  ]
  let path = ''
  for (let step = 1; step <= steps; step++) {
    const end = step === steps ? to : along(step / steps, wander(TREMBLE * 0.5))
    path += `Q${at(along((step - 0.5) / steps, wander(TREMBLE)))} ${at(end)}`
  }
  return path
}

function at([x, y]: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}

/** mulberry32, seeded by the points themselves. */
function seeded(points: readonly Point[]): () => number {
  let state = points.reduce((seed, [x, y]) => Math.imul(seed ^ Math.round(x * 7 + y * 131), 2654435761), 2166136261)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
