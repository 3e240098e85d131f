import { compose } from './compose.ts'
import type { ImageFormat } from './encode.ts'
import { createRandom } from './random.ts'
import { rasterise } from './rasterise.ts'
import { styleNamed } from './styles/styles.ts'
import type { Rendered, RenderInput } from './types.ts'
import { RENDERER_VERSION } from './version.ts'
import { parseWords } from './words/parse.ts'

/** Draws the words. The same input gives the same bytes at one RENDERER_VERSION. Works on the calling thread. */
export async function renderPicture(input: RenderInput, format: ImageFormat = 'webp'): Promise<Rendered> {
  const { words, seed, width, height } = input
  const style = styleNamed(input.style)
  const plan = parseWords(words, seed)
  const scene = { ...plan.scene, time: style.time ?? plan.scene.time }
  const seedText = `${RENDERER_VERSION}/${words}/${seed}`
  const picture = compose({ ...plan, scene }, seedText, width, height)
  const bytes = await rasterise(picture, style, { width, height }, createRandom(`${seedText}/style`), format)
  return { bytes, width, height }
}
