import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** The sizes and styles that can be asked for here. */
export type Looks = inferRouterOutputs<AppRouter>['pictures']['looks']
/** Pixels, and the name of a style. */
export type Look = { width: number; height: number; style: string }
/** How a request says a look: what is not said is as ever. */
export type LookWish = { size?: string; style?: string }

/** What a request gets that says nothing about it. */
export const USUAL: Look = { width: 1024, height: 1024, style: 'illustration' }

/** The shapes to choose from, by name. */
const SHAPES = {
  square: { width: 1024, height: 1024 },
  wide: { width: 1536, height: 864 },
  tall: { width: 864, height: 1536 },
} as const

export type Shape = keyof typeof SHAPES
type Size = Pick<Look, 'width' | 'height'>

const isSameSize = (one: Size, other: Size) => one.width === other.width && one.height === other.height

export const isSameWish = (one: LookWish, other: LookWish) => one.size === other.size && one.style === other.style

/** Those of the shapes that are drawn here, each with its size. */
export function shapesOf({ sizes }: Looks): { shape: Shape; size: Size }[] {
  const all = Object.entries(SHAPES).map(([shape, size]) => ({ shape: shape as Shape, size }))
  return all.filter(({ size }) => sizes.some((one) => isSameSize(one, size)))
}

export const shapeOf = ({ width, height }: Size): Shape =>
  width === height ? 'square' : width > height ? 'wide' : 'tall'

/** What to say with a request to get this look: nothing that is as ever, and nothing that nobody draws here. */
export function wishFor(looks: Looks | undefined, { style, ...size }: Look): LookWish {
  if (!looks) return {}
  const known = looks.sizes.some((one) => isSameSize(one, size)) && !isSameSize(size, USUAL)
  return {
    ...(known && { size: `${size.width}x${size.height}` }),
    ...(style !== USUAL.style && looks.styles.includes(style) && { style }),
  }
}

/** A look as it is kept between visits. */
export const writeLook = ({ width, height, style }: Look) => `${style} ${width}x${height}`

/** The look that was kept, as far as it can still be chosen here; the usual one otherwise. */
export function readLook(looks: Looks, kept: string): Look {
  const [style = '', name = ''] = kept.split(' ')
  const size = shapesOf(looks).find(({ size: { width, height } }) => `${width}x${height}` === name)?.size
  return { ...USUAL, ...size, ...(looks.styles.includes(style) && { style }) }
}
