import { compose } from './compose.ts'
import { drawSvg } from './draw-svg.ts'
import { withDrawnShading } from './drawn-shading.ts'
import { encode, type ImageFormat } from './encode.ts'
import { createRandom } from './random.ts'
import { styleNamed } from './styles/styles.ts'
import type { Rendered, RenderInput } from './types.ts'
import { RENDERER_VERSION } from './version.ts'
import { parseWords } from './words/parse.ts'

const seedOf = ({ words, seed }: RenderInput) => `${RENDERER_VERSION}/${words}/${seed}`

/** The picture as SVG in its style: all that is drawn before pixels are finished. */
export function composePicture(input: RenderInput): string {
  const { words, seed, width, height } = input
  const style = styleNamed(input.style)
  const plan = parseWords(words, seed)
  const scene = { ...plan.scene, time: style.time ?? plan.scene.time }
  const svg = compose({ ...plan, scene }, seedOf(input), width, height)
  const redrawn = style.redraw?.(svg, createRandom(`${seedOf(input)}/redraw`)) ?? svg
  return withDrawnShading(redrawn)
}

/**
 * Draws the words. The same input gives the same bytes at one RENDERER_VERSION. Works on the calling thread; throws what
 * resvg or sharp throw.
 */
export async function renderPicture(input: RenderInput, format: ImageFormat = 'webp'): Promise<Rendered> {
  const { width, height } = input
  const style = styleNamed(input.style)
  const drawn = await drawSvg(composePicture(input), style.drawnWidth?.({ width, height }))
  const raster = style.finish(drawn, { width, height }, createRandom(`${seedOf(input)}/finish`))
  return { bytes: await encode(raster, format), width, height }
}
