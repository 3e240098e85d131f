import { AppError } from '../errors.ts'
import type { Looks, Upstream } from '../upstream/types.ts'

/** How a picture looks: pixels, and the name of a style. */
export type Look = { width: number; height: number; style: string }
/** As asked for: `WIDTHxHEIGHT` and a style's name; what is not said is as ever. */
export type LookWish = { size?: string | undefined; style?: string | undefined }

export const DEFAULT_LOOK: Look = { width: 1024, height: 1024, style: 'illustration' }

/** Where whoever draws knows of no looks. */
const ONE_LOOK: Looks = { sizes: [DEFAULT_LOOK], styles: [DEFAULT_LOOK.style] }

export const sizeName = ({ width, height }: Pick<Look, 'width' | 'height'>) => `${width}x${height}`

/** Sizes in pixels and names of styles that can be asked for. */
export function listLooks({ looks }: Pick<Upstream, 'looks'>) {
  const { sizes, styles } = looks ?? ONE_LOOK
  return { sizes: sizes.map(({ width, height }) => ({ width, height })), styles: [...styles] }
}

/** The look that is wished for. Throws AppError `invalid/input` for one that whoever draws here does not know. */
export function chooseLook({ looks }: Pick<Upstream, 'looks'>, { size, style }: LookWish): Look {
  const { sizes, styles } = looks ?? ONE_LOOK
  const known = size === undefined ? DEFAULT_LOOK : sizes.find((one) => sizeName(one) === size)
  if (!known) throw refusal('size', `Pictures are drawn at ${sizes.map(sizeName).join(', ')}.`)
  if (style !== undefined && !styles.includes(style)) throw refusal('style', `Styles are ${styles.join(', ')}.`)
  return { width: known.width, height: known.height, style: style ?? DEFAULT_LOOK.style }
}

const refusal = (field: string, detail: string) => new AppError('invalid', 'input', detail, { field })
