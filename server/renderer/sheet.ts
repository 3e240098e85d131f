import sharp, { type OverlayOptions } from 'sharp'
import { drawSvg } from './draw-svg.ts'
import { encode, type ImageFormat } from './encode.ts'
import { renderPicture } from './render-picture.ts'
import { cleanForType } from './type/clean.ts'
import { setType, typeMarkup } from './type/typeset.ts'
import type { RenderInput } from './types.ts'

export const PICTURES_A_PAGE = 24
const GAP = 16
const LABEL = 62
/** A picture on a sheet is this many pixels along its longer side. */
const LONGER = 340

type Look = Omit<RenderInput, 'words'>

/** One page: up to 24 prompts, each drawn, its number and words under it. The first one is numbered `from`. */
export async function drawSheetPage(
  prompts: readonly string[],
  look: Look,
  format: ImageFormat,
  from = 1,
): Promise<Buffer> {
  const shrink = LONGER / Math.max(look.width, look.height)
  const width = Math.round(look.width * shrink)
  const height = Math.round(look.height * shrink)
  const columns = width > height ? 4 : width < height ? 8 : 6
  const rows = Math.ceil(prompts.length / columns)
  const pageWidth = Math.min(columns, prompts.length) * (width + GAP) + GAP
  const pageHeight = rows * (height + LABEL + GAP) + GAP
  const place = (index: number) => ({
    left: GAP + (index % columns) * (width + GAP),
    top: GAP + Math.floor(index / columns) * (height + LABEL + GAP),
  })
  const pictures: OverlayOptions[] = []
  let labels = ''
  for (const [index, words] of prompts.entries()) {
    const { left, top } = place(index)
    const { bytes } = await renderPicture({ ...look, words }, 'webp')
    pictures.push({ input: await sharp(bytes).resize(width, height).removeAlpha().toBuffer(), left, top })
    const label = `${from + index}. ${cleanForType(words)}`
    const room = {
      x: left + width / 2,
      y: top + height + LABEL / 2 - 2,
      width,
      height: LABEL - 10,
      largest: 20,
      maxLines: 3,
    }
    const set = setType(label, room)
    labels += typeMarkup(set, room, 'fill="#22252e"')
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${pageWidth}" height="${pageHeight}"><rect width="100%" height="100%" fill="#f4f2ee"/>${labels}</svg>`
  const page = await drawSvg(svg)
  const { data: rgb, info } = await sharp(page.rgba, { raw: { width: page.width, height: page.height, channels: 4 } })
    .composite(pictures)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return encode({ rgb, width: info.width, height: info.height }, format)
}
