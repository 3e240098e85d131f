import { type Figure, move, ornament, union, widthOf } from './figure.ts'

/** Two parties looking at each other: the first on the left. */
export function faceToFace(left: readonly Figure[], right: readonly Figure[], between: Figure | undefined): Figure {
  const turned = left.map((figure) => (figure.faces === 'left' ? move(figure, { flip: true }) : figure))
  const others = right.map((figure) => (figure.faces === 'right' ? move(figure, { flip: true }) : figure))
  return line([...turned, ...(between ? [between] : []), ...others], between ? -6 : 4)
}

/** One behind the other on one line, the first leftmost. */
export function line(figures: readonly Figure[], gap: number): Figure {
  let x = 0
  const placed = figures.map((figure) => {
    const put = move(figure, { x: x - figure.box.left })
    x += widthOf(figure) + gap
    return put
  })
  const [first, ...rest] = placed
  if (!first) return ornament('', { left: 0, right: 0, top: 0, bottom: 0 })
  return {
    ...first,
    markup: placed.map(({ markup }) => markup).join(''),
    box: rest.reduce((box, figure) => union(box, figure.box), first.box),
    feet: placed.flatMap(({ feet }) => feet),
  }
}
