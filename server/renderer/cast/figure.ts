import type { Ensemble, Facing } from '../ensemble.ts'
import { n } from '../svg.ts'

export type Spot = { x: number; y: number }
export type Box = Ensemble['box']

/** A thing drawn in an ensemble's units, with the points others can be put at. */
export type Figure = {
  markup: string
  box: Box
  feet: { x: number; width: number }[]
  faces: Facing
  crown: Spot
  eyes: Spot
  mouth: Spot
  /** Where somebody can sit on it, and over which width. */
  back: Spot
  hand: Spot
  /** Middle of its front, where it would hold something large. */
  chest: Spot
  headWidth: number
  /** Half the distance of the eyes; 0 from the side. */
  eyesApart: number
}

export type Move = { x?: number; y?: number; scale?: number; flip?: boolean; turn?: number }

/** A figure elsewhere: turned (degrees), scaled and mirrored about its own origin, then moved. */
export function move(figure: Figure, { x = 0, y = 0, scale = 1, flip = false, turn = 0 }: Move): Figure {
  const radians = (turn * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians) * scale, Math.sin(radians) * scale]
  const side = flip ? -1 : 1
  const spot = (at: Spot): Spot => ({ x: x + at.x * side * cos - at.y * sin, y: y + at.x * side * sin + at.y * cos })
  const { left, top, right, bottom } = figure.box
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: left, y: bottom },
    { x: right, y: bottom },
  ].map(spot)
  const steps = [
    x || y ? `translate(${n(x)} ${n(y)})` : '',
    turn ? `rotate(${n(turn)})` : '',
    scale !== 1 || flip ? `scale(${Math.round(scale * side * 1000) / 1000} ${Math.round(scale * 1000) / 1000})` : '',
  ].filter(Boolean)
  const faces = !flip || figure.faces === 'front' ? figure.faces : figure.faces === 'left' ? 'right' : 'left'
  return {
    markup: steps.length > 0 ? `<g transform="${steps.join(' ')}">${figure.markup}</g>` : figure.markup,
    box: {
      left: Math.min(...corners.map((c) => c.x)),
      right: Math.max(...corners.map((c) => c.x)),
      top: Math.min(...corners.map((c) => c.y)),
      bottom: Math.max(...corners.map((c) => c.y)),
    },
    feet: figure.feet.map((foot) => ({ x: x + foot.x * side * scale, width: foot.width * scale })),
    faces,
    crown: spot(figure.crown),
    eyes: spot(figure.eyes),
    mouth: spot(figure.mouth),
    back: spot(figure.back),
    hand: spot(figure.hand),
    chest: spot(figure.chest),
    headWidth: figure.headWidth * scale,
    eyesApart: figure.eyesApart * scale,
  }
}

/** What both boxes cover. */
export function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

/** The main figure with more painted behind and before it; its points stay its own. */
export function withMore(main: Figure, behind: readonly Figure[], before: readonly Figure[]): Figure {
  return {
    ...main,
    markup: [...behind, main, ...before].map(({ markup }) => markup).join(''),
    box: [...behind, ...before].reduce((box, figure) => union(box, figure.box), main.box),
  }
}

/** Markup with a box, for what nobody puts anything at. */
export function ornament(markup: string, box: Box): Figure {
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
  const top = { x: middle.x, y: box.top }
  return {
    markup,
    box,
    feet: [],
    faces: 'front',
    crown: top,
    eyes: top,
    mouth: middle,
    back: top,
    hand: middle,
    chest: middle,
    headWidth: (box.right - box.left) * 0.6,
    eyesApart: 0,
  }
}

export const widthOf = ({ box }: Figure) => box.right - box.left
export const heightOf = ({ box }: Figure) => box.bottom - box.top

/** Moved so that its middle stands over x 0 and its lowest point on y 0. */
export function grounded(figure: Figure): Figure {
  const { left, right, bottom } = figure.box
  return move(figure, { x: -(left + right) / 2, y: -bottom })
}
