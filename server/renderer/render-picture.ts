import { compose } from './compose.ts'
import { type ImageFormat, rasterise } from './rasterise.ts'
import { styleNamed } from './styles.ts'
import type { Rendered, RenderInput } from './types.ts'
import { RENDERER_VERSION } from './version.ts'
import { parseWords } from './words/parse.ts'

/** Draws the words. The same input gives the same bytes at one RENDERER_VERSION. Works on the calling thread. */
export async function renderPicture(input: RenderInput, format: ImageFormat = 'webp'): Promise<Rendered> {
  const { words, seed, width, height, style } = input
  const plan = parseWords(words, seed)
  const { svg, fonts } = compose(plan, `${RENDERER_VERSION}/${words}/${seed}`, width, height)
  const bytes = await rasterise(svg, fonts, styleNamed(style), format)
  return { bytes, width, height }
}
