import { DEFAULT_LOOK, sizeName } from '../pictures/look.ts'
import { sizes } from '../renderer/sizes.ts'
import { STYLE_NAMES } from '../renderer/styles/names.ts'

/** What pictures can look like where the in-house renderer draws: `WIDTHxHEIGHT` in pixels, and styles. The first is as ever. */
export const SIZES: readonly [string, ...string[]] = [
  sizeName(DEFAULT_LOOK),
  ...Object.values(sizes)
    .map(sizeName)
    .filter((size) => size !== sizeName(DEFAULT_LOOK)),
]
export const STYLES = STYLE_NAMES
