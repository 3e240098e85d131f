import { flat } from './flat.ts'
import { gradedStyle } from './graded.ts'
import type { StyleName } from './names.ts'
import { night } from './night.ts'
import { paper } from './paper.ts'
import { pixel } from './pixel.ts'
import { poster } from './poster.ts'
import type { Style } from './style.ts'

/** Every style a picture can be asked for in, by its public name. */
export const styles = {
  illustration: gradedStyle('painted light and soft grain', { saturation: 1, contrast: 1, lift: 0 }),
  flat,
  poster,
  night,
  paper,
  pixel,
  vivid: gradedStyle('the illustration in stronger colours', { saturation: 1.35, contrast: 1.06, lift: 0 }),
  pastel: gradedStyle('the illustration in pale, gentle colours', { saturation: 0.72, contrast: 0.78, lift: 34 }),
  noir: gradedStyle('the illustration in black and white', { saturation: 0, contrast: 1.22, lift: -6 }),
} as const satisfies Record<StyleName, Style>

/** The style of that name; a name nobody knows is an illustration. */
export function styleNamed(name: string): Style {
  return Object.hasOwn(styles, name) ? styles[name as StyleName] : styles.illustration
}
