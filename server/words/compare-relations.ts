import { closeness } from './closeness.ts'
import type { Difference, Pair } from './compare-scenes.ts'
import { isKindOf } from './kinds.ts'
import { areSameAct, isPosture } from './plain-words.ts'
import { stateOf } from './said-otherwise.ts'
import { SAME_THING } from './same-thing.ts'
import type { Relation, Scene } from './scene.ts'

/** What each slight difference takes off. */
const COST = { verb: 0.05, act: 0.25, preposition: 0.08 } as const

/** Compares who does what to whom, and what is where. `pairs` are the things both scenes have. */
export function compareRelations(asked: Scene, cached: Scene, pairs: readonly Pair[]) {
  const toCached = new Map(pairs.map((pair) => [pair.asked, pair.cached]))
  const vetoes: Difference[] = []
  let cost = 0
  const place = (index: number | undefined) => (index === undefined ? undefined : toCached.get(index))
  for (const a of asked.relations) {
    const [from, to] = [place(a.from), place(a.to)]
    const same = cached.relations.filter(({ kind }) => kind === a.kind)
    const reversed = same.find((b) => a.to !== undefined && b.from === to && b.to === from && closeVerbs(a, b))
    const sided = a.kind === 'verb' || ONE_SIDED.has(a.name)
    if (sided && reversed && from !== to) vetoes.push(difference('roles', a, reversed))
    const rival =
      same.find((b) => b.from === from && b.to === to && to !== undefined) ??
      (a.kind === 'verb' ? same.find((b) => b.from === from) : undefined)
    if (rival && a.negated !== rival.negated) vetoes.push(difference('negation', a, rival))
    if (!rival || closeVerbs(a, rival)) {
      if (!rival && a.kind === 'verb' && !expressed(a, cached)) cost += isPosture(a.name) ? COST.verb : COST.act
      continue
    }
    if (a.kind === 'verb' || clashAt(asked.things[a.to ?? -1]?.head, a.name, rival.name))
      vetoes.push(difference('relation', a, rival))
    else cost += COST.preposition
  }
  for (const b of cached.relations) {
    const told = asked.relations.some(
      (a) => a.kind === b.kind && place(a.from) === b.from && (b.kind === 'preposition' || closeVerbs(a, b)),
    )
    if (b.kind === 'verb' && !told && !expressed(b, asked)) cost += isPosture(b.name) ? COST.verb : COST.act
  }
  return { cost, vetoes }
}

const difference = (kind: Difference['kind'], a: Relation, b: Relation): Difference => ({
  kind,
  asked: a.name,
  cached: b.name,
})

const closeVerbs = (a: Relation, b: Relation) =>
  a.name === b.name ||
  (a.kind === 'verb' && (areSameAct(a.name, b.name) || closeness(a.name, b.name, 'verb') >= SAME_THING))

/** The other scene says the act in another form: a state, or "with" where this one wears or holds. */
function expressed(verb: Relation, other: Scene): boolean {
  // A dancer dances, whether or not anybody says so.
  const doer = new RegExp(`${verb.name}(e?r|or)$`)
  if (other.things.some(({ head, negated }) => !negated && doer.test(head))) return true
  const alone = (relation: Relation) => relation.kind === 'verb' && relation.to === undefined
  if (alone(verb) && other.relations.some((relation) => alone(relation) && closeVerbs(relation, verb))) return true
  if (other.things.some(({ attributes }) => attributes.some((attribute) => stateOf(attribute) === verb.name)))
    return true
  return (
    verb.to !== undefined &&
    other.relations.some(({ kind, name }) => kind === 'preposition' && name === 'with') &&
    isPosture(verb.name)
  )
}

/** What is on a table has no table on it. */
const ONE_SIDED = new Set(['on', 'in', 'under', 'over', 'behind', 'before', 'outside', 'after'])
/** Places that exclude each other; above a thing may be on it, and what is said to be in it may be anywhere there. */
const PLACES = ['on', 'under', 'over', 'behind', 'before', 'outside', 'in']
const GO_TOGETHER = new Set(['on over', 'in on', 'in over'])
const OPPOSITE = new Set(['from to'])
function clash(a: string, b: string): boolean {
  const pair = [a, b].sort().join(' ')
  return OPPOSITE.has(pair) || (a !== b && PLACES.includes(a) && PLACES.includes(b) && !GO_TOGETHER.has(pair))
}

/** Whether two places at one thing exclude each other. In French one stands under the rain; in and on a lake are one, a box's are not. */
function clashAt(head: string | undefined, a: string, b: string): boolean {
  if (head !== undefined && isKindOf(head, ['weather'])) return false
  const pair = [a, b].sort().join()
  if (pair === 'beside,in') return head !== undefined && isKindOf(head, ['artifact', 'body of water'])
  if (pair === 'in,on') return head !== undefined && isKindOf(head, ['container', 'enclosure', 'building'])
  return clash(a, b)
}
