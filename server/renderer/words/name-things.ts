import { isUnspaced } from '../../words/fold.ts'
import type { Scene, Thing } from '../../words/scene.ts'
import { type TintName, tintNamed } from '../icons/colours.ts'
import { setsScene } from './choose-scene.ts'
import { findHeroes } from './find-heroes.ts'
import { iconNamed, iconOfPair } from './icon-names.ts'

/** A thing the words name and there is something to draw for. */
export type Named = {
  icon: string
  /** How many; more than twelve are a crowd. */
  count: number
  /** The words say only that there are several. */
  several: boolean
  tint: TintName | undefined
  /** How much larger or smaller than its like it is said to be. */
  factor: number
  /** Which thing of the scene it is; undefined where the scene's reader did not know the word. */
  thing: number | undefined
  attributes: readonly string[]
}

const MOST_KINDS = 6
const MOST_OF_ONE = 12

const SIZES = new Map(Object.entries({
  tiny: 0.5, miniature: 0.5, small: 0.7, little: 0.75, baby: 0.7, young: 0.8, short: 0.85,
  big: 1.35, large: 1.35, great: 1.3, tall: 1.35, long: 1.2, fat: 1.2, huge: 1.7, giant: 1.9, gigantic: 1.9, enormous: 1.8, massive: 1.7,
})) // biome-ignore format: a table

/** What a thing is made of, where a colour can say it. */
const STUFF = new Map<string, TintName>(
  Object.entries({
    wooden: 'brown',
    wood: 'brown',
    bronze: 'brown',
    silver: 'grey',
    metal: 'grey',
    metallic: 'grey',
    steel: 'grey',
    iron: 'grey',
    stone: 'grey',
    marble: 'white',
    glass: 'teal',
    crystal: 'teal',
    icy: 'teal',
    ginger: 'orange',
    blond: 'yellow',
    cyan: 'teal',
    magenta: 'pink',
    violet: 'purple',
    navy: 'blue',
    beige: 'brown',
    snowy: 'white',
  } as const),
)

/** Scene words that can be a figure as well when somebody stands on or holds them. */
const TOUCHABLE = new Set([
  'moon',
  'star',
  'sun',
  'cloud',
  'planet',
  'rock',
  'island',
  'umbrella',
  'snowman',
  'ice',
  'palm',
  'palm tree',
  'tree',
  'volcano',
  'rainbow',
  'anchor',
  'cactus',
])
/** Of these the scene paints its own unless they are touched. */
const PAINTED = new Set([
  'moon',
  'star',
  'sun',
  'cloud',
  'planet',
  'mountain',
  'hill',
  'island',
  'ice',
  'rain',
  'snow',
  'stars',
  'full moon',
  'half moon',
  'crescent moon',
  'night sky',
  'starry sky',
])

/** The land itself. */
const HEIGHTS = new Set(['mountain', 'hill'])

/** Whether somebody is on it, over it, holds it or looks at it: then it is no mere part of the scene. */
function isTouched(said: Scene, index: number): boolean {
  return said.relations.some(
    ({ kind, name, from, to }) =>
      to === index &&
      from !== undefined &&
      said.things[from]?.negated === false &&
      (kind === 'verb' || name === 'on' || name === 'over'),
  )
}

function isScenery(said: Scene, thing: Thing, index: number): boolean {
  const alone = said.things.filter(({ negated }) => !negated).length === 1
  const counted = typeof thing.count === 'number' || thing.attributes.some((name) => tintNamed(name) !== undefined)
  if (HEIGHTS.has(thing.head)) return true
  if (PAINTED.has(thing.head)) return !isTouched(said, index) && !counted && !(alone && !setsTime(thing.head))
  if (!setsScene(thing.head)) return false
  return !TOUCHABLE.has(thing.head)
}

const setsTime = (head: string) =>
  /moon$/.test(head) || head === 'star' || head === 'sun' || head === 'mountain' || head === 'hill'

function fromScene(said: Scene): Named[] {
  return said.things.flatMap((thing, index): Named[] => {
    if (thing.negated || isScenery(said, thing, index) || isBloomOf(said, index) !== undefined) return []
    // "a yellow orange": where an adjective and a noun before it name one thing, the first is no thing of its own.
    const icon = iconFor(said, thing, index)
    if (!icon) return []
    const blooms = said.things.some((_, other) => isBloomOf(said, other) === index)
    const tint = blooms
      ? 'pink'
      : thing.attributes.map((name) => tintNamed(name) ?? STUFF.get(name)).find((name) => name !== undefined)
    const factor = thing.attributes.reduce((product, name) => product * (SIZES.get(name) ?? 1), 1)
    const several = thing.count === 'many'
    const count = typeof thing.count === 'number' ? thing.count : several ? 3 : 1
    return [
      {
        icon,
        count: Math.max(1, Math.min(MOST_OF_ONE, count)),
        several,
        tint,
        factor: Math.max(0.45, Math.min(2, factor)),
        thing: index,
        attributes: thing.attributes,
      },
    ]
  })
}

function iconFor(said: Scene, thing: Thing, index: number): string | undefined {
  const old = thing.attributes.some((name) => name === 'old' || name === 'elderly' || name === 'aged')
  if (old && (thing.head === 'man' || thing.head === 'woman')) return `old-${thing.head}`
  // A cup of tea is one thing; so is a plate of spaghetti.
  const next = said.things[index + 1]
  if (next && PORTIONS.has(thing.head) && !joined(said, index, index + 1) && iconNamed(next.head)) return undefined
  const before = said.things[index - 1]
  if (next && !joined(said, index, index + 1) && iconOfPair(thing.head, next.head)) return undefined
  const pair = before && !joined(said, index - 1, index) ? iconOfPair(before.head, thing.head) : undefined
  return pair ?? iconNamed(thing.head)
}

/** "a cherry tree in blossom": which thing it is that blooms. */
function isBloomOf(said: Scene, index: number): number | undefined {
  if (!/^(blossom|bloom|flower)$/.test(said.things[index]?.head ?? '')) return undefined
  const bloom = said.relations.find(
    ({ name, from, to }) => name === 'in' && to === index && /tree/.test(said.things[from ?? -1]?.head ?? ''),
  )
  return bloom?.from
}

const PORTIONS = new Set(
  'cup mug glass plate bowl slice piece bottle pot bag pair bunch field group herd flock stack pile'.split(' '),
)
const joined = (said: Scene, a: number, b: number) =>
  said.relations.some(({ from, to }) => (from === a && to === b) || (from === b && to === a))

const isForeignScript = (text: string) => /[\p{L}]/u.test(text.replace(/\p{Script=Latin}/gu, ''))

/** The things the words name that can be drawn, in their order; `said` is what was understood of the same words. */
export function nameThings(words: string, said: Scene): Named[] {
  const known = fromScene(said)
  const lost = said.unknown.length > said.things.length || isUnspaced(words) || isForeignScript(words)
  const emoji = /\p{Extended_Pictographic}/u.test(words)
  if (!lost && !emoji) return known.slice(0, MOST_KINDS)
  const found = findHeroes(lost ? words : words.replace(/[\p{L}\p{N}]+/gu, ' '))
  const more = found
    .filter(({ icon }) => !known.some((one) => one.icon === icon))
    .map(
      ({ icon, count, tint }): Named => ({
        icon,
        count,
        several: false,
        tint,
        factor: 1,
        thing: undefined,
        attributes: [],
      }),
    )
  return (
    lost && more.length > 0
      ? [...more, ...known.filter(() => !isForeignScript(words) && more.length === 0)]
      : [...known, ...more]
  ).slice(0, MOST_KINDS)
}
