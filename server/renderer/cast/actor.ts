import { anchorsOf } from '../icons/anchors.ts'
import type { TintName } from '../icons/colours.ts'
import { lidOf } from '../icons/lids.ts'
import { recolour } from '../icons/recolour.ts'
import { sizeOf } from '../icons/sizes.ts'
import { n } from '../svg.ts'
import { type Body, COATS, lyingBody, sittingBody, standingBody } from './bodies.ts'
import type { Figure, Spot } from './figure.ts'
import { move } from './figure.ts'
import { type Arms, bustLegs, dressOf, personBody, type Stance } from './people.ts'
import { DOG, drawIcon, factsOf, iconFigure, type Studio } from './studio.ts'

export type Posture = { stance: Stance; arms: Arms; asleep: boolean }

/** Whole animals whose face the set has as well: sitting, lying and holding they are the face on a body of ours. */
const FACES: Record<string, string> = {
  dog: 'dog-face',
  cat: 'cat-face',
  tiger: 'tiger-face',
  cow: 'cow-face',
  pig: 'pig-face',
  mouse: 'mouse-face',
  rabbit: 'rabbit-face',
  monkey: 'monkey-face',
}
const UPRIGHT = new Set(['robot', 'alien', 'clown-face'])
/** Whole figures in groups of busts. */
const WHOLE = /fairy|merpeople|bowing|kneeling|standing|walking|lotus|bath|in-bed|speak|hear|deaf/

type Kind = 'whole' | 'animal-head' | 'person-head' | 'bust'

function kindOf(icon: string, subgroup: number): Kind {
  if (UPRIGHT.has(icon)) return 'person-head'
  if (Object.hasOwn(COATS, icon)) return 'animal-head'
  if (WHOLE.test(icon)) return 'whole'
  if (subgroup === 23 || /claus|turban|baby-angel/.test(icon)) return 'person-head'
  return subgroup >= 24 && subgroup <= 26 ? 'bust' : 'whole'
}

function bodyFor(kind: Kind, icon: string, { stance, arms }: Posture): { body: Body; defs: string; rows: number } {
  if (kind === 'animal-head') {
    const coat = COATS[icon] ?? Object.values(COATS)[0]
    if (!coat) throw new RangeError(`no coat for ${icon}`)
    if (stance === 'lie') return { ...lyingBody(coat), rows: 42 }
    if (stance === 'stand' && arms === 'down') return { ...standingBody(coat), rows: 42 }
    return { ...sittingBody(coat, arms === 'down' ? 'down' : 'up'), rows: 46 }
  }
  if (kind === 'bust') return { ...bustLegs(dressOf(icon), stance), rows: 38 }
  return { ...personBody(dressOf(icon), stance, arms), rows: 46 }
}

/** Closed eyes: lids with a lash, over the open ones. */
function closedEyes(icon: string, eyes: Spot, apart: number, kind: Kind): string {
  const lid = lidOf(icon)
  const person = kind === 'person-head'
  const [rx, ry] = person ? [3.5, 2.9] : kind === 'bust' ? [1.9, 1.6] : apart === 0 ? [1.3, 1.5] : [1.8, 2.4]
  const dark = icon === 'panda' || icon === 'raccoon' ? '#f3eef8' : '#3b2740'
  return [-1, 1]
    .slice(apart === 0 ? 1 : 0)
    .map((side) => {
      const x = eyes.x + side * apart
      return `<ellipse cx="${n(x)}" cy="${n(eyes.y)}" rx="${rx}" ry="${ry}" fill="${lid}"/><path d="M${n(x - rx * 0.8)} ${n(eyes.y)}q${n(rx * 0.8)} ${n(ry * 0.9)} ${n(rx * 1.6)} 0" fill="none" stroke="${dark}" stroke-width=".8" stroke-linecap="round"/>`
    })
    .join('')
}

/** Somebody alive in a posture. `held` (placed by its own origin at the chest) is painted under the hands. */
export function actorFigure(
  studio: Studio,
  icon: string,
  tint: TintName | undefined,
  factor: number,
  posture: Posture,
  held?: (chest: Spot, mouth: Spot) => Figure | undefined,
): Figure | undefined {
  const facts = factsOf(icon)
  if (!facts) return undefined
  if (icon === 'unicorn') return unicorn(studio, tint, factor, posture, held)
  const wantsFace = posture.stance !== 'stand' || posture.arms !== 'down'
  const face = wantsFace ? (FACES[icon] ?? icon) : icon
  const kind = kindOf(face, facts.subgroup)
  if (kind === 'whole') return wholeFigure(studio, icon, tint, factor, posture, held)
  const { body, defs, rows } = bodyFor(kind, face, posture)
  const known = anchorsOf(face, facts.subgroup)
  const bounds = factsOf(face)?.box ?? [0, 0, 1, 1]
  const u = (DOG * sizeOf(icon, facts) * factor) / rows
  const { head } = body
  const base = kind === 'bust' ? (bounds[3] ?? 1) * 32 : 29
  const spot = (x: number, y: number): Spot => ({
    x: (head.x + (x - 16) * head.scale) * u,
    y: (head.chin + (y - base) * head.scale) * u,
  })
  const key = `${face} ${posture.stance} ${posture.arms} ${tint ?? ''}`
  const paint = (part: 'behind' | 'before') =>
    body[part] &&
    studio.use(`${key} ${part}`, () => {
      const markup = `<defs>${defs}</defs>${body[part]}`
      // Clothes keep their colour: a blue man is a man in blue.
      return tint ? recolour(markup, kind === 'animal-head' ? (factsOf(face)?.hue ?? null) : null, tint) : markup
    })
  const eyes = known?.eyes ?? [16, 18, 4]
  const lids = posture.asleep
    ? studio.use(`${face} lids ${tint ?? ''}`, () => {
        const markup = closedEyes(face, { x: eyes[0], y: eyes[1] }, eyes[2], kind)
        return tint ? recolour(markup, factsOf(face)?.hue ?? null, tint) : markup
      })
    : ''
  const headTint = kind === 'person-head' && !UPRIGHT.has(face) ? undefined : tint
  const s = head.scale
  const headMarkup = `<g transform="translate(${n(head.x - 16 * s)} ${n(head.chin - base * s)}) scale(${s})">${drawIcon(studio, face, headTint)}${lids}</g>`
  const chest = { x: body.chest.x * u, y: body.chest.y * u }
  const mouth = spot(...(known?.mouth ?? [16, 24]))
  const scaled = (markup: string) => markup && `<g transform="scale(${Math.round(u * 1000) / 1000})">${markup}</g>`
  const object = held?.(chest, mouth)
  const crown = known?.crown ?? [16, 3, 16]
  const top = (head.chin - (base - (bounds[1] ?? 0) * 32) * s) * u
  const sides = [((bounds[0] ?? 0) * 32 - 16) * s + head.x, ((bounds[2] ?? 1) * 32 - 16) * s + head.x] as const
  const figure: Figure = {
    markup: scaled(paint('behind') + headMarkup) + (object?.markup ?? '') + scaled(paint('before')),
    box: {
      left: Math.min(body.box.left, sides[0]) * u,
      top,
      right: Math.max(body.box.right, sides[1]) * u,
      bottom: posture.stance === 'sit' && kind !== 'animal-head' ? 12 * u : 0,
    },
    feet: [{ x: 0, width: (body.box.right - body.box.left) * u * 0.8 }],
    faces: posture.stance === 'stand' && kind === 'animal-head' ? 'left' : 'front',
    crown: spot(crown[0], crown[1]),
    eyes: spot(eyes[0], eyes[1]),
    mouth,
    back: {
      x: kind === 'animal-head' ? 4 * u : 0,
      y: kind === 'animal-head' && posture.stance !== 'sit' ? -22 * u : top,
    },
    hand: { x: chest.x - (kind === 'animal-head' ? 8 : 10.6) * u, y: chest.y + 4 * u },
    chest,
    headWidth: crown[2] * s * u,
    eyesApart: eyes[2] * s * u,
  }
  if (posture.stance !== 'lie' || kind === 'animal-head') return figure
  const lying = move(figure, { turn: -86 })
  return move(lying, { x: -(lying.box.left + lying.box.right) / 2, y: -lying.box.bottom })
}

/** The set has but its head: a white horse with the horn. */
function unicorn(
  studio: Studio,
  tint: TintName | undefined,
  factor: number,
  posture: Posture,
  held?: (chest: Spot, mouth: Spot) => Figure | undefined,
): Figure | undefined {
  const horse = wholeFigure(studio, 'horse', tint ?? 'white', factor, posture, held)
  if (!horse) return undefined
  const { x, y } = horse.crown
  const k = horse.headWidth / 6
  const horn = studio.use(
    'horn',
    () =>
      '<linearGradient id="§h" x2="1" y2="1"><stop offset="0" stop-color="#ffe27a"/><stop offset="1" stop-color="#e8963a"/></linearGradient><path d="M-1.3 1L-5-8L1.6 0Z" fill="url(#§h)"/><path d="M-2.3-2l2.4-1M-3.1-4l1.6-.8" stroke="#fff3c4" stroke-width=".5"/>',
  )
  const put = `<g transform="translate(${n(x - k)} ${n(y + 1.4 * k)}) scale(${Math.round(k * 1000) / 1000})">${horn}</g>`
  return { ...horse, markup: horse.markup + put, box: { ...horse.box, top: Math.min(horse.box.top, y - 7 * k) } }
}

/** A whole icon; asleep its eyes are closed and its legs are folded away under it. */
function wholeFigure(
  studio: Studio,
  icon: string,
  tint: TintName | undefined,
  factor: number,
  posture: Posture,
  held?: (chest: Spot, mouth: Spot) => Figure | undefined,
): Figure | undefined {
  const figure = iconFigure(studio, icon, tint, factor)
  if (!figure) return undefined
  const object = held?.(figure.faces === 'left' ? figure.mouth : figure.chest, figure.mouth)
  if (object) return { ...figure, markup: figure.markup + object.markup }
  if (!posture.asleep && posture.stance !== 'lie') return figure
  const facts = factsOf(icon)
  if (!facts) return figure
  const known = anchorsOf(icon, facts.subgroup)
  const side = DOG * sizeOf(icon, facts) * factor
  const [left = 0, top = 0, right = 1, bottom = 1] = facts.box
  const fold = known && !known.front && facts.subgroup === 34 ? 0.8 : 1
  const floor = top + (bottom - top) * fold
  const eyes = known?.eyes ?? [16, 12, 0]
  const markup = studio.use(`${icon} asleep ${tint ?? ''}`, () => {
    const lids = known ? closedEyes(icon, { x: eyes[0], y: eyes[1] }, eyes[2], 'whole') : ''
    return `<clipPath id="§c"><rect x="0" y="0" width="32" height="${n(floor * 32)}"/></clipPath><g clip-path="url(#§c)">${drawIcon(studio, icon, tint)}${tint ? recolour(lids, facts.hue, tint) : lids}</g>`
  })
  const k = Math.round((side / 32) * 1000) / 1000
  const down = (bottom - floor) * side
  const lowered = move(figure, { y: down })
  return {
    ...lowered,
    markup: `<g transform="translate(${n((-(left + right) / 2) * side)} ${n(-floor * side)}) scale(${k})">${markup}</g>`,
    box: { ...lowered.box, bottom: 0 },
  }
}
