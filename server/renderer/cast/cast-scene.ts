import type { Scene } from '../../words/scene.ts'
import type { Cast, Ensemble } from '../ensemble.ts'
import { flies, isBackdrop, swims } from '../icons/kinds.ts'
import type { Random } from '../random.ts'
import type { Defs } from '../svg.ts'
import { nameThings } from '../words/name-things.ts'
import { attach } from './attach.ts'
import { drawPart } from './draw-part.ts'
import { sign } from './effects.ts'
import { type Figure, heightOf, move } from './figure.ts'
import { faceToFace, line } from './line-up.ts'
import { type Part, type Place, partsOf } from './parts.ts'
import type { Guest } from './spread.ts'
import { createStudio, type Studio } from './studio.ts'
import { isVerb, type VerbGroup } from './verbs.ts'

const CROWD =
  /\b(many|several|lots?|herd|flock|crowd|group|swarm|pack|numerous|beaucoup|plusieurs|troupeau|muchos|muchas|varios|varias|manada|viele|mehrere|herde|schwarm)\b|たくさん|много|很多/iu

type Company = { studio: Studio; parts: readonly Part[]; random: Random; crowd: boolean }

const does = (part: Part, group: VerbGroup) => [...part.verbs].some((verb) => isVerb(group, verb))

/** Those who are at, on, behind or after this one. */
function guestsOf(part: Part, parts: readonly Part[]): Part[] {
  return parts.filter((one) => !one.taken && (one.rides ?? one.at?.part ?? one.meets?.part) === part)
}

function countOf(part: Part, { crowd, random }: Company, alone: boolean): number {
  if (!part.named.several) return part.named.count
  if (!alone) return 2 + (crowd ? 1 : 0)
  return crowd ? random.integer(5, 9) : random.integer(3, 4)
}

/** All copies of a part, each with whoever belongs to it. */
function drawAll(company: Company, part: Part, depth: number): Figure[] {
  const { studio, random, parts } = company
  const guests = depth > 4 ? [] : guestsOf(part, parts)
  const count = countOf(part, company, guests.length === 0 && !part.at && !part.rides && !part.meets)
  const seated = part.at !== undefined && (part.at.how === 'on' || part.at.how === 'in')
  const copies = Array.from({ length: count }, () => drawPart(studio, part, random, seated)).flatMap(
    (figure) => figure ?? [],
  )
  const hosts = copies.map((figure): { figure: Figure; byPlace: Map<Place | 'rides', Guest[]> } => ({
    figure,
    byPlace: new Map(),
  }))
  const meeting: { part: Part; figures: Figure[] }[] = []
  for (const guest of guests) {
    const figures = drawAll(company, guest, depth + 1)
    const how = guest.rides ? 'rides' : guest.at?.how
    if (!how) {
      meeting.push({ part: guest, figures })
      continue
    }
    figures.forEach((figure, i) => {
      const host = hosts[i % Math.max(1, hosts.length)]
      host?.byPlace.set(how, [...(host.byPlace.get(how) ?? []), { part: guest, figure }])
    })
  }
  const peopled = hosts.map(({ figure, byPlace }) =>
    [...byPlace].reduce((whole, [how, those]) => attach(studio, part, whole, how, those), figure),
  )
  return meeting.reduce((figures, met) => meet(studio, figures, met.part, met.figures), peopled)
}

const BETWEEN: readonly (readonly [RegExp, string])[] = [
  [/^(kiss|love|hug|embrace|cuddle)$/, 'red-heart'],
  [/^(fight|battle|wrestle|attack|box|challenge)$/, 'collision'],
  [/^(talk|speak|chat|argue|whisper|greet|meet)$/, 'speech-balloon'],
]

/** Chased and chaser in one direction, or two parties face to face, as one figure. */
function meet(studio: Studio, hosts: readonly Figure[], guest: Part, guests: readonly Figure[]): Figure[] {
  if (hosts.length === 0 || guests.length === 0) return [...hosts, ...guests]
  if (guest.meets?.how === 'chases') {
    const left = (figure: Figure) => (figure.faces === 'right' ? move(figure, { flip: true }) : figure)
    return [line([...hosts, ...guests].map(left), 16)]
  }
  const verb = [...guest.verbs].at(-1) ?? ''
  const icon = BETWEEN.find(([pattern]) => pattern.test(verb))?.[1]
  const height = Math.min(...[...hosts, ...guests].map(heightOf))
  const between = icon ? sign(studio, icon, 0, -height * 0.8, Math.max(26, height * 0.3)) : undefined
  return [faceToFace(guests, hosts, between)]
}

const hovers = (part: Part) =>
  part.named.icon !== '' &&
  (flies(part.named.icon) || swims(part.named.icon) || (does(part, 'fly') && part.holds.length === 0))

function ensembleOf(part: Part, figure: Figure, alone: boolean): Ensemble {
  const { box } = figure
  const airborne = hovers(part) && alone
  const jumps = does(part, 'jump') && !part.at ? heightOf(figure) * 0.3 : 0
  const placed = move(figure, { x: -(box.left + box.right) / 2, y: -Math.max(0, box.bottom) - jumps })
  return {
    markup: placed.markup,
    box: placed.box,
    feet: airborne ? [] : move(figure, { x: -(box.left + box.right) / 2 }).feet,
    faces: figure.faces,
    role: isBackdrop(part.named.icon, part.subgroup) && alone ? 'backdrop' : 'main',
    kind: part.named.icon,
  }
}

/** Who is on the picture, as ensembles ready to be placed; their definitions are added to `defs`. */
export function castScene(words: string, said: Scene, defs: Defs, random: Random): Cast {
  const parts = partsOf(words, nameThings(words, said), said)
  const company = { studio: createStudio(defs), parts, random, crowd: CROWD.test(words) }
  const roots = parts.filter((part) => !part.taken && !part.rides && !part.at && !part.meets)
  const ensembles = roots.flatMap((part, i) => {
    const alone = guestsOf(part, parts).length === 0
    return drawAll(company, part, 0).map((figure) => {
      const ensemble = ensembleOf(part, figure, alone)
      return i > 0 && ensemble.role === 'main' ? { ...ensemble, role: 'other' as const } : ensemble
    })
  })
  const going = parts.some((part) => part.alive && (does(part, 'walk') || does(part, 'run')))
  const together = ensembles.length > 7 ? 'many' : going && ensembles.length > 1 ? 'in-a-row' : 'apart'
  return { ensembles, together }
}
