import { mix } from '../colour.ts'
import type { Canvas } from '../paint/canvas.ts'
import { createInlineIcons } from './inline-icons.ts'
import { setType, type TypeBox, typeMarkup } from './typeset.ts'

/** The words as a sign in the scene: white, rimmed in its darkest tone, on a soft halo of it. */
export function lettering(canvas: Canvas, text: string): string {
  if (text === '') return ''
  const { width, height } = canvas
  const y = height * (canvas.stage.floats ? 0.5 : 0.45)
  const box: TypeBox = { x: width / 2, y, width: width * 0.8, height: height * 0.56, largest: 250, maxLines: 5 }
  const { light, outside, ground } = canvas
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
  return (
    halo +
    typeMarkup(
      set,
      box,
      `${stroke(0.13, 0.5).replace('fill="none"', `fill="${deep}" fill-opacity="0.5"`)}`,
      set.size * 0.055,
    ) +
    typeMarkup(set, box, stroke(0.1, 0.92)) +
    typeMarkup(set, box, `fill="${face}"`, 0, createInlineIcons(canvas.defs))
  )
}
