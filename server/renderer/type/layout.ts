import type { Canvas } from '../paint/canvas.ts'
import type { Random } from '../random.ts'
import type { FontName } from './fonts.ts'
import type { TypePalette } from './palettes.ts'
import type { DrawIcon } from './typeset.ts'

/** What a typographic layout works with. `text` is clean (clean.ts) and not empty. */
export type TypeScene = {
  canvas: Canvas
  text: string
  fonts: readonly FontName[]
  palette: TypePalette
  random: Random
  drawIcon: DrawIcon
  /** The height it may use, from the top: below stand figures the words name. */
  room: number
}

/** Draws the words on their own ground, as the subject of the picture. */
export type TypeLayout = (scene: TypeScene) => string
