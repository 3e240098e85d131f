import { isDrink, isInstrument } from '../icons/kinds.ts'
import type { Random } from '../random.ts'
import { actorFigure, type Posture } from './actor.ts'
import { notes, sign, snore, speed } from './effects.ts'
import { type Figure, heightOf, move, type Spot, widthOf, withMore } from './figure.ts'
import type { Part } from './parts.ts'
import { iconFigure, pointOf, type Studio } from './studio.ts'
import { actingIcon, isVerb, type VerbGroup } from './verbs.ts'
import { wear } from './wear.ts'

/** Where one takes hold of a thing, in its square of 32; its middle otherwise. */
const GRIPS: Record<string, readonly [x: number, y: number]> = {
  balloon: [15, 30],
  umbrella: [16, 25],
  kite: [22, 31],
  sunflower: [16, 26],
  tulip: [16, 26],
  rose: [16, 25],
  blossom: [16, 26],
  hibiscus: [16, 24],
  bouquet: [19, 24],
  microphone: [9, 25],
  dagger: [23, 9],
  axe: [20, 26],
  hammer: [20, 26],
  'magic-wand': [8, 25],
  broom: [22, 8],
  lollipop: [18, 27],
  'soft-ice-cream': [16, 26],
  'red-paper-lantern': [16, 4],
  'open-book': [16, 18],
  flashlight: [22, 22],
  'fishing-pole': [18, 28],
}
/** Held up over one, and behind. */
const TALL = /umbrella|balloon|kite|broom/
/** Held up beside one, not before the chest. */
const ASIDE = new Set(Object.keys(GRIPS).filter((icon) => icon !== 'open-book' && icon !== 'bouquet'))

/** What flies without more. */
const AIRY = /dragon|bat|butterfly|bee|fairy|super|ghost|angel|phoenix|fly|mosquito|witch|mage/

const does = (part: Part, group: VerbGroup) => [...part.verbs].some((verb) => isVerb(group, verb))

function stanceOf(part: Part, seated: boolean, random: Random): Posture {
  const asleep = does(part, 'sleep')
  const holds = part.holds.length > 0
  const aside = part.holds.some(({ named }) => ASIDE.has(named.icon))
  const arms = holds
    ? aside
      ? 'raised'
      : 'up'
    : part.eats && (part.subgroup !== 34 || isDrink(part.eats.subgroup))
      ? 'up'
      : 'down'
  if (part.rides) return { stance: 'ride', arms: 'down', asleep }
  if (does(part, 'fly') && part.holds.length === 0) return { stance: 'stand', arms: 'down', asleep }
  if (asleep || does(part, 'lie'))
    return { stance: asleep && seated && isPersonal(part) ? 'sit' : 'lie', arms: 'down', asleep }
  const moves = does(part, 'run') || does(part, 'walk') || does(part, 'chase') || part.meets !== undefined
  const sits =
    !moves &&
    (seated || does(part, 'sit') || (!isPersonal(part) && (holds || part.wears.length > 0 || random.chance(0.35))))
  return {
    stance: sits && (part.at || !isPersonal(part) || does(part, 'sit')) && !part.eats ? 'sit' : 'stand',
    arms,
    asleep,
  }
}

const isPersonal = ({ subgroup, named }: Part) =>
  (subgroup >= 23 && subgroup <= 29) || ['robot', 'alien', 'clown-face'].includes(named.icon)

/** A thing scaled so that a holder of that height can carry it, its grip at the spot. */
function inHand(studio: Studio, part: Part, at: Spot, height: number, share: number): Figure | undefined {
  const object = drawAlone(studio, part)
  if (!object) return undefined
  const scale = Math.min(
    TALL.test(part.named.icon) ? 2.5 : 1.15,
    (height * share) / Math.max(heightOf(object), widthOf(object) * 0.8),
  )
  const grip = GRIPS[part.named.icon]
  const gripped = grip
    ? pointOf(part.named.icon, part.named.factor, grip)
    : { x: 0, y: (object.box.top + object.box.bottom) / 2 }
  return move(object, { x: at.x - gripped.x * scale, y: at.y - gripped.y * scale, scale })
}

/** One thing by itself, without what it does. */
export function drawAlone(studio: Studio, { named }: Part): Figure | undefined {
  return iconFigure(studio, named.icon, named.tint, named.factor)
}

/** One of a part, with what it holds, eats and wears, in its posture. `seated` where it is on something. */
export function drawPart(studio: Studio, part: Part, random: Random, seated = false): Figure | undefined {
  if (!part.alive) return decorate(studio, part, drawAlone(studio, part))
  const { named } = part
  const [verb = ''] = part.verbs
  const acting = part.holds.length + part.wears.length === 0 && !part.rides ? actingIcon(named.icon, verb) : undefined
  if (acting && iconFigure(studio, acting)) {
    const young = /^(boy|girl|child)$/.test(named.icon) ? 0.75 : 1
    return decorate(studio, part, iconFigure(studio, acting, undefined, named.factor * young))
  }
  const posture = stanceOf(part, seated, random)
  const probe = actorFigure(studio, named.icon, named.tint, named.factor, posture)
  if (!probe) return undefined
  const height = heightOf(probe)
  const kicked = part.eats ? undefined : part.holds.find((one) => one.subgroup === 62 && does(part, 'play'))
  const item = part.eats ?? part.holds.find((one) => one !== kicked)
  const upright = posture.stance !== 'stand' || isPersonal(part) || probe.faces === 'front'
  let figure = probe
  if (item && upright) {
    const aside = ASIDE.has(item.named.icon) && !part.eats
    const held =
      actorFigure(studio, named.icon, named.tint, named.factor, posture, (chest, mouth) => {
        if (aside) return undefined
        const low = part.eats ? { x: chest.x, y: Math.min(chest.y, mouth.y + (chest.y - mouth.y) * 0.75) } : chest
        return inHand(
          studio,
          item,
          low,
          height,
          isInstrument(item.subgroup) ? 0.5 : isDrink(item.subgroup) ? 0.28 : 0.32,
        )
      }) ?? probe
    figure = held
    if (aside) {
      const tall = TALL.test(item.named.icon)
      const hand = posture.arms === 'raised' && isPersonal(part) ? { x: -height * 0.34, y: -height * 0.5 } : probe.hand
      const object = inHand(studio, item, hand, height, tall ? 0.62 : 0.42)
      if (object) figure = withMore(figure, tall ? [object] : [], tall ? [] : [object])
    }
  } else if (item) {
    // From the side it goes to the mouth: what eats faces it.
    const tall = TALL.test(item.named.icon)
    const object = inHand(studio, item, { x: 0, y: 0 }, height, tall ? 1.5 : part.eats ? 0.34 : 0.36)
    if (object && tall) {
      const put = move(object, { x: probe.mouth.x + probe.headWidth * 0.2, y: probe.mouth.y })
      figure = withMore(probe, [put], [])
    } else if (object) {
      const away = part.eats ? widthOf(object) * 0.36 : widthOf(object) * 0.1
      const put = move(object, {
        x: probe.mouth.x - away - (object.box.left + object.box.right) / 2,
        y: probe.mouth.y + heightOf(object) * 0.12 - (object.box.top + object.box.bottom) / 2,
      })
      figure = withMore(probe, [], [put])
    }
  }
  if (kicked) {
    const ball = drawAlone(studio, kicked)
    const scale = ball ? Math.min(1, (height * 0.3) / heightOf(ball)) : 1
    const x = figure.box.left - (ball ? widthOf(ball) * scale * 0.3 : 0)
    if (ball) figure = withMore(figure, [], [move(ball, { x, y: 2, scale })])
  }
  for (const extra of part.holds.filter((one) => one !== item && one !== kicked).slice(0, 3)) {
    const object = inHand(studio, extra, { x: height * 0.3, y: -height * 0.32 }, height, 0.34)
    if (object) figure = withMore(figure, [], [object])
  }
  for (const { named: worn } of part.wears.slice(0, 4))
    figure = wear(studio, figure, { icon: worn.icon, tint: worn.tint })
  return decorate(studio, part, figure)
}

/** Signs of what one does: Zzz, notes, dust, hearts. */
function decorate(studio: Studio, part: Part, figure: Figure | undefined): Figure | undefined {
  if (!figure) return undefined
  if (does(part, 'sleep') && part.alive) return withMore(figure, [], [snore(studio, figure)])
  if (does(part, 'dance') && part.alive)
    return withMore(move(figure, { turn: figure.faces === 'right' ? -5 : 5 }), [], notes(studio, figure))
  if ((does(part, 'sing') || part.holds.some(({ subgroup }) => isInstrument(subgroup))) && part.alive)
    return withMore(figure, [], notes(studio, figure))
  if (
    does(part, 'fly') &&
    part.holds.length === 0 &&
    part.alive &&
    part.subgroup !== 35 &&
    !AIRY.test(part.named.icon)
  ) {
    const side = heightOf(figure) * 0.55
    const y = (figure.back.y + figure.crown.y) / 2
    const wing = (x: number, flip: boolean) => move(sign(studio, 'wing', 0, 0, side, 0), { x, y, flip })
    return figure.faces === 'front'
      ? withMore(figure, [wing(-widthOf(figure) * 0.5, true), wing(widthOf(figure) * 0.5, false)], [])
      : withMore(figure, [], [wing(figure.back.x + side * 0.25, false)])
  }
  if (does(part, 'run') || part.meets?.how === 'chases') {
    const way = figure.faces === 'right' ? 1 : -1
    const leaning = move(figure, { turn: way * 4 })
    return withMore(leaning, [speed(figure, way)], [])
  }
  if (does(part, 'cook') && part.alive && part.holds.length === 0) {
    const pan = sign(studio, 'cooking', figure.box.left - 14, -heightOf(figure) * 0.38, heightOf(figure) * 0.42)
    return withMore(figure, [], [pan])
  }
  return figure
}
