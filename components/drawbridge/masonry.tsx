import { ink } from './ink'

type Props = { x: number; y: number; width: number; courses: number; course: number }

/** Stones as a draughtsman hints at them: a few joints, most left to the eye. */
export function Masonry({ x, y, width, courses, course }: Props) {
  const joints = Array.from({ length: courses }, (_, row) => jointsOf(row, width)).flatMap((row, index) =>
    row.map(([from, to]) =>
      ink([
        [x + from, y + index * course],
        [x + to, y + index * course],
      ]),
    ),
  )
  return <path d={joints.join('')} strokeWidth="1.7" strokeOpacity="0.75" />
}

/** Each course is broken at another place, and some stones are left out. */
function jointsOf(row: number, width: number): [number, number][] {
  const shift = (row * 37) % 61
  const stones: [number, number][] = []
  for (let from = 6 - shift; from < width; from += 61) {
    const start = Math.max(6, from)
    const end = Math.min(width - 6, from + 44)
    if (end - start > 10 && (from + row * 3) % 4 !== 1) stones.push([start, end])
  }
  return stones
}
