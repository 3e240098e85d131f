import { look } from './camera.ts'
import { distantDetails } from './distant-details.ts'
import type { Arrangement, StageSet } from './placement.ts'

/** No figures: the place is the subject, with small things far away in it and something near at an edge. */
export function arrangeLandscape(set: StageSet): Arrangement {
  const random = set.random.fork('landscape')
  const { floats } = set.canvas.stage
  const seen = look(set.canvas, {
    zoom: floats ? 1 : random.pick([1, 1, 1.12, 1.24]),
    x: random.between(0, 1),
    y: random.between(0.7, 1),
  })
  return {
    ...seen,
    scenery: (paintPlace) => seen.scenery(paintPlace) + distantDetails(seen.canvas, set.place, random.fork('details')),
    placements: [],
    framed: true,
  }
}
