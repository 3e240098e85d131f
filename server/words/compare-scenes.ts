import { areOpposite, closeness } from './closeness.ts'
import { compareRelations } from './compare-relations.ts'
import { lemmaOf } from './lemmas.ts'
import { areAlike, classOf, isLight, isLightAttribute } from './plain-words.ts'
import { isSaidOtherwise, joinEvents, saysAttribute } from './said-otherwise.ts'
import { closenessOfThings, SAME_THING } from './same-thing.ts'
import type { Scene, Thing } from './scene.ts'

/** What one scene has that the other has not, or has otherwise, in the words a person could be told. */
export type Difference = {
  kind: 'missing' | 'extra' | 'count' | 'negation' | 'attribute' | 'relation' | 'roles'
  asked: string
  cached: string
}

/** `score` 0 to 1: how nearly a picture of `cached` is one of `asked`. `vetoed`: something it must not differ in differs. */
export type Comparison = { score: number; vetoed: boolean; differences: Difference[] }

/** What each slight difference takes off. */
const COST = {
  light: 0.06,
  place: 0.16,
  attribute: 0.12,
  lightAttribute: 0.03,
  participle: 0.35,
  colour: 0.35,
  plural: 0.04,
} as const
/** A thing of each scene that are one thing. */
export type Pair = { asked: number; cached: number; closeness: number }

/** Compares two scenes slot by slot: things, their number and attributes, what is not there, who does what to whom, and where. */
export function compareScenes(ours: Scene, theirs: Scene): Comparison {
  const [asked, cached] = [joinEvents(ours, theirs), joinEvents(theirs, ours)]
  if (JSON.stringify(asked) === JSON.stringify(cached)) return { score: 1, vetoed: false, differences: [] }
  const pairs = match(asked.things, cached.things)
  const differences: Difference[] = []
  let score = pairs.length > 0 ? pairs.reduce((sum, pair) => sum + pair.closeness, 0) / pairs.length : 1
  let vetoed = asked.unknown.length + cached.unknown.length > 0 && !sameWords(asked.unknown, cached.unknown)
  const veto = (difference: Difference) => {
    vetoed = true
    differences.push(difference)
  }

  for (const [things, kind] of [
    [asked.things, 'missing'],
    [cached.things, 'extra'],
  ] as const) {
    const side = kind === 'missing' ? 'asked' : 'cached'
    things.forEach((thing, i) => {
      if (
        pairs.some((pair) => pair[side] === i) ||
        isSaidOtherwise(thing, kind === 'missing' ? cached : asked, kind === 'missing' ? asked : cached)
      )
        return
      const difference = {
        kind,
        asked: kind === 'missing' ? nameOf(thing) : '',
        cached: kind === 'extra' ? nameOf(thing) : '',
      }
      if (isLight(thing.head) && !thing.negated)
        score -= isWhere(thing, kind === 'missing' ? asked : cached) ? COST.place : COST.light
      else veto(difference)
    })
  }

  for (const pair of pairs) {
    const [a, b] = [asked.things[pair.asked], cached.things[pair.cached]]
    if (!a || !b) continue
    const difference = { asked: nameOf(a), cached: nameOf(b) }
    if (a.negated !== b.negated) veto({ kind: 'negation', ...difference })
    const count = compareCounts(a, b)
    if (count === 'other') veto({ kind: 'count', ...difference })
    else if (count === 'vague') score -= COST.plural
    for (const [ours, others, other] of [
      [a, b, cached],
      [b, a, asked],
    ] as const) {
      for (const attribute of ours.attributes) {
        const verdict = compareAttribute(attribute, others, other)
        if (verdict === 'same') continue
        if (verdict === 'conflict') veto({ kind: 'attribute', ...difference })
        else {
          score -= isLightAttribute(attribute)
            ? COST.lightAttribute
            : classOf(attribute) === 'colour'
              ? COST.colour
              : lemmaOf(attribute, 'verb') !== undefined && /(ed|en)$/.test(attribute)
                ? COST.participle
                : COST.attribute
          differences.push({ kind: 'attribute', ...difference })
        }
      }
    }
  }

  const relations = compareRelations(asked, cached, pairs)
  score -= relations.cost
  for (const difference of relations.vetoes) veto(difference)
  return { score: vetoed ? Math.min(0.5, Math.max(0, score)) * 0.5 : Math.max(0, score), vetoed, differences }
}

/** "on a plate" says more of where it is than "a plate of". */
const isWhere = (thing: Thing, { things, relations }: Scene) =>
  relations.some(({ kind, to }) => kind === 'preposition' && to !== undefined && things[to] === thing)

/** Pairs of things that are the same thing, closest first, each thing in one pair at most. */
function match(asked: readonly Thing[], cached: readonly Thing[]): Pair[] {
  const all = asked.flatMap((a, i) =>
    cached.map((b, j) => ({
      asked: i,
      cached: j,
      closeness: closenessOfThings(a, b) + (a.attributes.some((x) => b.attributes.includes(x)) ? 0.001 : 0),
    })),
  )
  const pairs: Pair[] = []
  for (const pair of all.filter(({ closeness }) => closeness >= SAME_THING).sort((a, b) => b.closeness - a.closeness)) {
    if (!pairs.some(({ asked, cached }) => asked === pair.asked || cached === pair.cached))
      pairs.push({ ...pair, closeness: Math.min(1, pair.closeness) })
  }
  return pairs
}

function compareCounts(a: Thing, b: Thing): 'same' | 'vague' | 'other' {
  if (a.count === b.count) return 'same'
  const one = (count: Thing['count']) => count === undefined || count === 1
  if (one(a.count) && one(b.count)) return 'same'
  // "flowers" and "a flower", "cats" and "two cats": near enough; a number and another, or a number and one, are not.
  const numbers = [a.count, b.count].filter((count) => typeof count === 'number')
  if (numbers.length === 2) return 'other'
  if (numbers.length === 1) return numbers[0] !== 1 && (a.count === 'many' || b.count === 'many') ? 'vague' : 'other'
  return 'vague'
}

function compareAttribute(
  attribute: string,
  { attributes, perhaps, head }: Thing,
  scene: Scene,
): 'same' | 'conflict' | 'absent' {
  const said = [...attributes, ...perhaps, ...head.split(' ')]
  if (
    said.some(
      (other) =>
        other === attribute || areAlike(attribute, other) || closeness(attribute, other, 'adjective') >= SAME_THING,
    )
  )
    return 'same'
  if (saysAttribute(attribute, scene)) return 'same'
  const kind = classOf(attribute)
  if (attributes.some((other) => areOpposite(attribute, other) || (kind !== undefined && kind === classOf(other))))
    return 'conflict'
  // Said of something else in the scene ("a hot mug of coffee").
  return scene.things.some((thing) => thing.attributes.includes(attribute)) && classOf(attribute) === undefined
    ? 'same'
    : 'absent'
}

const sameWords = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((word) => b.includes(word))

const nameOf = ({ head, attributes, count, negated }: Thing) =>
  [negated ? 'no' : undefined, typeof count === 'number' && count > 1 ? count : undefined, ...attributes, head]
    .filter(Boolean)
    .join(' ')
