import { ink } from './ink'

type Props = { hinge: { x: number; y: number }; length: number; hold: number; angle: number }

const PLANK = 29

/** The bridge's moving part, turned about its hinge: deck, stringer, and the ring the chain holds. */
export function Leaf({ hinge: { x, y }, length, hold, angle }: Props) {
  const left = x - length
  const planks = Array.from({ length: Math.floor(length / PLANK) }, (_, plank) => left + 18 + plank * PLANK)
  return (
    <g transform={`rotate(${angle.toFixed(2)} ${x} ${y})`}>
      <path
        d={ink(
          [
            [left + 10, y + 5],
            [x - 2, y + 5],
            [x - 2, y + 15],
            [left + 22, y + 15],
          ],
          true,
        )}
        fill="var(--masonry)"
      />
      <path
        d={ink(
          [
            [left, y - 8],
            [x + 3, y - 8],
            [x + 3, y + 5],
            [left, y + 5],
          ],
          true,
        )}
        fill="var(--masonry-shade)"
      />
      <path
        d={planks
          .map((at) =>
            ink([
              [at, y - 7],
              [at - 1, y + 4],
            ]),
          )
          .join('')}
        strokeWidth="1.7"
      />
      <circle cx={x - hold} cy={y - 10} r="4" fill="var(--panel)" strokeWidth="2.4" />
      <circle cx={x} cy={y} r="6.5" fill="var(--panel)" />
    </g>
  )
}
