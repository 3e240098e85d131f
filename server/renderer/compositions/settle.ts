import { areaOf, type Box, boxOf, faceOf, overlap, type Placement } from './placement.ts'

/** How much of a face, and of a figure, others may cover. */
const FACE_HIDDEN = 0.06
const BODY_HIDDEN = 0.3
export function isInside(placement: Placement, frame: Box): boolean {
  const box = boxOf(placement)
  return (
    box.left >= frame.left - 0.5 &&
    box.right <= frame.right + 0.5 &&
    box.top >= frame.top - 0.5 &&
    box.bottom <= frame.bottom + 0.5
  )
}

/**
 * How far from everyone being seen and counted: from back to front, the parts of faces and figures that later ones hide
 * beyond what is allowed. 0 is clear.
 */
export function hiding(placements: readonly Placement[]): number {
  return placements.reduce((sum, behind, i) => {
    const body = boxOf(behind)
    const face = faceOf(behind)
    let hiddenFace = 0
    let hiddenBody = 0
    for (const before of placements.slice(i + 1)) {
      const box = boxOf(before)
      hiddenFace += overlap(face, box)
      hiddenBody += overlap(body, box)
    }
    const excess = Math.max(0, hiddenFace / areaOf(face) - FACE_HIDDEN)
    return sum + excess * 2 + Math.max(0, hiddenBody / areaOf(body) - BODY_HIDDEN)
  }, 0)
}

/** Moves a placement sideways, then up, into the frame if it can be there. */
export function nudge(placement: Placement, frame: Box): Placement {
  const box = boxOf(placement)
  const dx = box.left < frame.left ? frame.left - box.left : box.right > frame.right ? frame.right - box.right : 0
  const dy = box.bottom > frame.bottom ? frame.bottom - box.bottom : box.top < frame.top ? frame.top - box.top : 0
  const floor = placement.floor === undefined ? undefined : Math.max(placement.floor + dy, placement.y + dy)
  return { ...placement, x: placement.x + dx, y: placement.y + dy, floor }
}

/** Layouts tried at each size: many while each costs little. */
const tries = (count: number) => (count <= 5 ? 16 : 12)
const STEPS = 25
const STEP = 0.94

/**
 * The largest arrangement in which all are inside the frame and can be seen: `lay` is asked with smaller and smaller
 * sizes, several times each (it draws its chances anew), and with more room between figures (0 to 1) as sizes fall. If
 * none is clear, the one that hides least.
 */
export function settle(largest: number, frame: Box, lay: (size: number, room: number) => Placement[]): Placement[] {
  let size = largest
  let best: Placement[] = []
  let least = Number.POSITIVE_INFINITY
  for (let step = 0; step < STEPS; step++, size *= STEP) {
    let most = 1
    for (let attempt = 0; attempt < most; attempt++) {
      const laid = lay(size, step / STEPS).map((placement) => nudge(placement, frame))
      most = tries(laid.length)
      const outside = laid.filter((placement) => !isInside(placement, frame)).length
      const cost = hiding(laid) + outside * 20
      if (cost === 0) return laid
      if (cost >= least) continue
      least = cost
      best = laid
    }
  }
  return best
}
