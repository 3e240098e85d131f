import { mix } from '../colour.ts'
import { ellipse, rect } from '../svg.ts'
import { look } from './camera.ts'
import { leading } from './leading.ts'
import { type Arrangement, boxOf, faceOf, heightOf, type Placement, type StageSet, widthOf } from './placement.ts'

/** One face or thing fills the picture; behind it the place is close, pale and full of soft lights. */
export function arrangeCloseUp(set: StageSet): Arrangement {
  const random = set.random.fork('close-up')
  const { canvas: full } = set
  const near = look(full, { zoom: random.between(1.7, 2.2), x: random.between(0.1, 0.9), y: random.between(0.55, 0.8) })
  const canvas = { ...near.canvas, stage: { ...near.canvas.stage, floats: true } }
  const { width, height, defs, light, haze } = canvas
  const hero = leading(set.cast).figures[0]

  const veil = (paintPlace: () => string) => {
    const soft = defs.radial([
      [0, mix(light.glow, '#ffffff', 0.3), 0.5],
      [0.78, light.glow, 0.34],
      [0.86, light.glow, 0.12],
      [1, light.glow, 0],
    ])
    let lights = ''
    for (let i = 0; i < 13; i++) {
      const r = 24 + random.next() ** 2 * 120
      lights += ellipse(
        random.between(0, width),
        random.between(0, height),
        r,
        r,
        soft,
        `opacity="${i % 3 === 0 ? 0.6 : 0.32}"`,
      )
    }
    return (
      near.scenery(paintPlace) + rect(0, 0, width, height, mix(haze, canvas.ground[1], 0.35), 'opacity="0.46"') + lights
    )
  }
  const placements = hero ? [closeTo(hero, width, height, random)] : []
  return { canvas, scenery: veil, placements, framed: false }
}

function closeTo(
  ensemble: StageSet['cast']['ensembles'][number],
  width: number,
  height: number,
  random: StageSet['random'],
): Placement {
  const flip = ensemble.faces !== 'front' && random.chance(0.5)
  const slender = widthOf(ensemble) / heightOf(ensemble)
  const whole = Math.min((width * 0.9) / widthOf(ensemble), (height * 0.86) / heightOf(ensemble))
  const at = { ensemble, x: 0, y: 0, flip, far: 0, floor: undefined }
  // What looks at us, and what is round, is seen whole; of an animal from the side, its head and shoulders.
  if (ensemble.faces === 'front' || (slender > 0.86 && slender < 1.16 && random.chance(0.25))) {
    const y = height * 0.5 - ((ensemble.box.top + ensemble.box.bottom) / 2) * whole
    return { ...at, scale: whole, x: width * (0.5 + random.between(-0.03, 0.03)), y, turn: random.between(-7, 7) }
  }
  const scale = Math.min(
    Math.max(whole * 1.35, (height * 1.18) / heightOf(ensemble)),
    (width * 0.84) / (widthOf(ensemble) * 0.6),
  )
  const placed = { ...at, scale, turn: 0 }
  const face = faceOf(placed)
  const box = boxOf(placed)
  const x = width * (flip ? 0.56 : 0.44) - (face.left + face.right) / 2
  // The head stays inside: its top is never above the picture.
  const y = Math.max(height * 0.07 - box.top, height * 0.46 - (face.top + face.bottom) / 2)
  return { ...placed, x, y }
}
