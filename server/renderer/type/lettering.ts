import { mix } from '../colour.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { FontName } from './fonts.ts'
import { setType, type TypeBox, typeMarkup } from './typeset.ts'

/** Alone, the words are the subject and stand large in the middle; under a subject they are its caption. */
function boxFor({ width, height, stage }: Canvas, isCaption: boolean): TypeBox {
  if (isCaption)
    return { x: width / 2, y: height * 0.912, width: width * 0.88, height: height * 0.13, largest: 72, maxLines: 3 }
  const y = height * (stage.floats ? 0.5 : 0.45)
  return { x: width / 2, y, width: width * 0.8, height: height * 0.56, largest: 250, maxLines: 5 }
}

/** The words: white, rimmed in the scene's darkest tone, on a soft halo of it. */
export function lettering(canvas: Canvas, text: string, isCaption: boolean): { markup: string; fonts: FontName[] } {
  if (text === '') return { markup: '', fonts: [] }
  const { light, outside, ground } = canvas
  const box = boxFor(canvas, isCaption)
  const set = setType(text, box)
  const deep = outside ? light.deep : mix(mix(ground[0], light.deep, 0.5), '#0a0a1e', 0.55)
  const stroke = (width: number, opacity: number) =>
    `fill="none" stroke="${deep}" stroke-opacity="${opacity}" stroke-width="${Math.round(set.size * width * 10) / 10}" stroke-linejoin="round"`
  const glow = mix(light.glow, ground[1], 0.2)
  const face = canvas.defs.linear([
    [0.1, '#ffffff'],
    [0.95, mix('#ffffff', glow, 0.38)],
  ])
  const halo = [0.56, 0.44, 0.34, 0.25].map((w) => typeMarkup(set, box, stroke(w, 0.036), set.size * 0.035)).join('')
  const markup =
    halo +
    typeMarkup(
      set,
      box,
      `${stroke(0.13, 0.5).replace('fill="none"', `fill="${deep}" fill-opacity="0.5"`)}`,
      set.size * 0.055,
    ) +
    typeMarkup(set, box, stroke(0.1, 0.92)) +
    typeMarkup(set, box, `fill="${face}"`)
  return { markup, fonts: set.fonts }
}
