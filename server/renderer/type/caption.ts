import { mix } from '../colour.ts'
import type { Canvas } from '../paint/canvas.ts'
import { rect } from '../svg.ts'
import { createInlineIcons } from './inline-icons.ts'
import { setType, type TypeBox, typeMarkup } from './typeset.ts'

/** Height of the strip, as a part of the picture's height, and of the largest letters in canvas units. */
export const CAPTION_HEIGHT = 0.085
const LARGEST = 34

/** The words, small, in a quiet strip along the foot: for pictures that do not show all that was asked. */
export function caption(canvas: Canvas, text: string): string {
  if (text === '') return ''
  const { width, height, light, defs } = canvas
  const tall = height * CAPTION_HEIGHT
  const box: TypeBox = {
    x: width / 2,
    y: height - tall * 0.48,
    width: width * 0.9,
    height: tall * 0.78,
    largest: LARGEST,
    maxLines: 2,
  }
  const set = setType(text, box)
  const veil = defs.linear([
    [0, light.deep, 0],
    [0.45, light.deep, 0.6],
    [1, mix(light.deep, '#05060f', 0.5), 0.82],
  ])
  const strip = rect(0, height - tall * 1.7, width, tall * 1.7, veil)
  return strip + typeMarkup(set, box, 'fill="#fffdf7" opacity="0.95"', 0, createInlineIcons(defs))
}
