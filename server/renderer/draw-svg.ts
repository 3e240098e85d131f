import { renderAsync } from '@resvg/resvg-js'
import { type FontName, fontPath } from './type/fonts.ts'

/** Four bytes a pixel, row by row. */
export type Drawn = { rgba: Buffer; width: number; height: number }

/** SVG to pixels, `width` wide if given. Only the faces named are loaded; throws what resvg throws. */
export async function drawSvg(svg: string, fonts: readonly FontName[], width?: number): Promise<Drawn> {
  const drawn = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: fonts.map(fontPath), defaultFontFamily: 'Baloo 2' },
    ...(width ? { fitTo: { mode: 'width', value: width } } : {}),
    logLevel: 'off',
  })
  return { rgba: drawn.pixels, width: drawn.width, height: drawn.height }
}
