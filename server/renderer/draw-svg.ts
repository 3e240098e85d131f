import { renderAsync } from '@resvg/resvg-js'

/** Four bytes a pixel, row by row. */
export type Drawn = { rgba: Buffer; width: number; height: number }

/** SVG to pixels, `width` wide if given; type must be outlines, for no face is loaded. Throws what resvg throws. */
export async function drawSvg(svg: string, width?: number): Promise<Drawn> {
  const drawn = await renderAsync(svg, {
    font: { loadSystemFonts: false },
    ...(width ? { fitTo: { mode: 'width', value: width } } : {}),
    logLevel: 'off',
  })
  return { rgba: drawn.pixels, width: drawn.width, height: drawn.height }
}
