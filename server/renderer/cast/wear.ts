import type { TintName } from '../icons/colours.ts'
import { type Figure, move, ornament, withMore } from './figure.ts'
import { drawIcon, factsOf, type Studio } from './studio.ts'

/** Where a hat meets the head in its square of 32, how wide it is inside there, and how wide it sits (1: as the head). */
const HATS: Record<string, readonly [x: number, y: number, width: number]> = {
  'top-hat': [16, 25, 20],
  'womans-hat': [16, 24, 19],
  'billed-cap': [17.5, 21, 19],
  'graduation-cap': [16, 19, 21],
  'military-helmet': [15, 19.5, 26],
  'rescue-workers-helmet': [16, 16.5, 22],
  crown: [16, 27, 24],
  'witch-hat': [16, 25.5, 18],
  'santa-hat': [16, 26, 22],
  'party-hat': [16, 28, 24],
  headphone: [16, 9, 26],
}
const EYES: Record<string, readonly [x: number, y: number, apart: number]> = {
  glasses: [16, 15, 8.2],
  sunglasses: [16, 15.5, 8.2],
  goggles: [16, 21, 8],
  'diving-mask': [13, 13, 7],
}
const NECK: Record<string, readonly [x: number, y: number, width: number]> = {
  scarf: [16, 12, 22],
  tie: [16, 4, 17],
  necktie: [16, 4, 17],
  ribbon: [16, 14, 30],
  'prayer-beads': [16, 8, 24],
  'sports-medal': [16, 6, 26],
  'military-medal': [16, 6, 26],
  bell: [16, 10, 44],
}

export type Worn = { icon: string; tint: TintName | undefined }

/** Whether there is a place on a body for it. */
export const isWorn = (icon: string) => icon in HATS || icon in EYES || icon in NECK || COVERS.has(icon)
/** Worn on the trunk, under the head. */
const COVERS = new Set(
  'coat t-shirt dress kimono lab-coat safety-vest womans-clothes sari running-shirt backpack'.split(' '),
)

function place(
  studio: Studio,
  { icon, tint }: Worn,
  at: readonly number[],
  k: number,
  x: number,
  y: number,
  turn: number,
): Figure {
  const [left = 0, top = 0, right = 1, bottom = 1] = factsOf(icon)?.box ?? []
  const [ax = 16, ay = 16] = at
  const markup = `<g transform="translate(${-ax} ${-ay})">${drawIcon(studio, icon, tint)}</g>`
  const box = { left: left * 32 - ax, top: top * 32 - ay, right: right * 32 - ax, bottom: bottom * 32 - ay }
  return move(ornament(markup, box), { x, y, scale: k, turn })
}

/** The figure with a thing on: hats on the crown, glasses on the eyes, scarves and ties under the chin. */
export function wear(studio: Studio, figure: Figure, worn: Worn): Figure {
  const { icon } = worn
  const side = figure.faces !== 'front' && figure.eyesApart === 0
  const hat = HATS[icon]
  if (hat) {
    const k = (figure.headWidth * 1.08) / hat[2]
    const lean = side ? (figure.faces === 'left' ? -9 : 9) : 0
    const put = place(studio, worn, hat, k, figure.crown.x, figure.crown.y + figure.headWidth * 0.13, lean)
    return { ...withMore(figure, [], [put]), crown: { x: figure.crown.x, y: put.box.top } }
  }
  const eyes = EYES[icon]
  if (eyes) {
    const apart = figure.eyesApart || figure.headWidth * 0.24
    const k = (apart / eyes[2]) * (figure.eyesApart ? 1.12 : 1)
    return withMore(figure, [], [place(studio, worn, eyes, k, figure.eyes.x, figure.eyes.y, side ? -4 : 0)])
  }
  const neck = NECK[icon]
  if (neck) {
    const drop = Math.max(figure.headWidth * 0.3, (figure.mouth.y - figure.crown.y) * 0.34)
    const x = side ? figure.crown.x + figure.headWidth * 0.55 : figure.mouth.x
    const k = (figure.headWidth * (side ? 0.85 : 0.95)) / neck[2]
    return withMore(figure, [], [place(studio, worn, neck, k, x, figure.mouth.y + drop, 0)])
  }
  if (icon === 'backpack')
    return withMore(
      figure,
      [
        place(
          studio,
          worn,
          [16, 16],
          figure.headWidth / 20,
          figure.chest.x + figure.headWidth * 0.5,
          figure.chest.y,
          0,
        ),
      ],
      [],
    )
  const k = (figure.headWidth * 1.15) / 26
  return withMore(figure, [], [place(studio, { ...worn }, [16, 14], k, figure.chest.x, figure.chest.y, 0)])
}
