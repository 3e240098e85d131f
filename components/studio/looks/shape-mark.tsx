import type { Shape } from './look'

const SIZES = { square: 'size-4', wide: 'h-3 w-5', tall: 'h-5 w-3' } as const satisfies Record<Shape, string>

/** A shape as a small outline, in a place of the same size for each. */
export function ShapeMark({ shape }: { shape: Shape }) {
  return (
    <span aria-hidden className="grid size-5 shrink-0 place-items-center">
      <span className={`border-2 border-current ${SIZES[shape]}`} />
    </span>
  )
}
