import { renderAsync } from '@resvg/resvg-js'
import sharp from 'sharp'
import { createRandom } from './random.ts'
import type { Style } from './styles.ts'
import { type FontName, fontPath } from './type/fonts.ts'

sharp.concurrency(1)
sharp.cache(false)

const TILE = 256
/** One tile of film grain, ±2 of 255: it keeps long gradients from banding and costs few bytes. */
const grain = Int8Array.from(
  { length: TILE * TILE },
  (
    (random) => () =>
      Math.round(random.next() * 4 - 2)
  )(createRandom('grain')),
)

/** RGBA from resvg to RGB with grain. */
function toGrainyRgb(rgba: Buffer, width: number, height: number): Buffer {
  const rgb = Buffer.allocUnsafe(width * height * 3)
  let out = 0
  let at = 0
  for (let y = 0; y < height; y++) {
    const row = (y & (TILE - 1)) * TILE
    for (let x = 0; x < width; x++, at += 4) {
      const noise = grain[row + (x & (TILE - 1))] ?? 0
      for (let c = 0; c < 3; c++) {
        const value = (rgba[at + c] ?? 0) + noise
        rgb[out++] = value < 0 ? 0 : Math.min(value, 255)
      }
    }
  }
  return rgb
}

export type ImageFormat = 'webp' | 'png'

/** SVG to encoded bytes. Only the faces named are loaded; throws what resvg or sharp throw. */
export async function rasterise(
  svg: string,
  fonts: readonly FontName[],
  style: Style,
  format: ImageFormat,
): Promise<Buffer> {
  const drawn = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: fonts.map(fontPath), defaultFontFamily: 'Baloo 2' },
    logLevel: 'off',
  })
  const { width, height } = drawn
  const rgb = toGrainyRgb(drawn.pixels, width, height)
  let image = sharp(rgb, { raw: { width, height, channels: 3 } })
  if (style.saturation !== 1) image = image.modulate({ saturation: style.saturation })
  if (style.contrast !== 1 || style.lift !== 0)
    image = image.linear(style.contrast, 128 * (1 - style.contrast) + style.lift)
  return format === 'png'
    ? image.png({ compressionLevel: 6 }).toBuffer()
    : image.webp({ quality: 82, effort: 2 }).toBuffer()
}
