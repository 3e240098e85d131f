import { tokenise } from './fold.ts'
import { type Item, readItems } from './items.ts'
import { isAnimate, isKindOf, isMaterial } from './kinds.ts'
import { languageOf } from './read-foreign.ts'
import type { Relation, Scene, Thing } from './scene.ts'

/** What a prompt asks for. Any text is taken; what is not understood is in `unknown`. */
export function parseScene(words: string): Scene {
  const tokens = tokenise(words)
  const language = languageOf(tokens)
  const items = readItems(tokens, language)
  const { things, relations } = build(items, language !== 'en' && language !== 'de')
  return {
    language,
    things,
    relations,
    unknown: items.filter(({ kind }) => kind === 'unknown').map(({ name }) => name),
  }
}

/** What wants an object: the next thing takes them all. */
type Open = Pick<Relation, 'kind' | 'name' | 'from'> & { passive: boolean; negation?: { negated: true } | undefined }

/** Adjectives before their noun; after it as well where `follows` (French, Spanish), or where no noun comes ("a dog that is hot"). */
function build(items: readonly Item[], follows: boolean) {
  const things: Thing[] = []
  const relations: Relation[] = []
  const waiting: { attributes: string[]; acts: string[]; count: Thing['count']; negated: boolean } = {
    attributes: [],
    acts: [],
    count: undefined,
    negated: false,
  }
  let open: Open[] = []
  const lastThing = () => (things.length > 0 ? things.length - 1 : undefined)

  function close(to: number | undefined) {
    for (const { kind, name, from, passive, negation } of open)
      relations.push({ ...(passive ? doneBy(to, name, from, things) : { kind, name, from, to }), ...negation })
    open = []
  }

  items.forEach((item, at) => {
    switch (item.kind) {
      case 'number':
        waiting.count = addUp(waiting.count, item.value)
        break
      case 'negation':
        waiting.negated = true
        break
      case 'adjective': {
        const nounAhead =
          items.slice(at + 1).find(({ kind }) => kind !== 'adjective' && kind !== 'conjunction')?.kind === 'noun'
        const last = things.at(-1)
        const after = follows
          ? items[at - 1]?.kind === 'noun' || (items[at - 1]?.kind === 'adjective' && !nounAhead)
          : !nounAhead
        if (after && last) last.attributes.push(item.name)
        else waiting.attributes.push(item.name)
        break
      }
      case 'noun': {
        const next = items[at + 1]
        // "a wood desk": what it is made of; "mother duck": a duck.
        const role = next?.kind === 'noun' && isKindOf(item.name, ['person']) && isKindOf(next.name, ['animal'])
        if (!follows && !item.plural && next?.kind === 'noun' && (role || isMaterial(item.name))) {
          waiting.attributes.push(item.name)
          break
        }
        const count = waiting.count ?? (item.plural ? 'many' : undefined)
        const compound = items[at - 1]?.kind === 'noun' ? things.at(-1) : undefined
        const perhaps = compound?.attributes ?? []
        const others = item.others && item.others.length > 0 ? { others: item.others } : {}
        const { attributes, negated } = waiting
        things.push({ head: item.name, ...others, count, attributes, perhaps, negated })
        for (const name of waiting.acts) relations.push({ kind: 'verb', name, from: things.length - 1, to: undefined })
        Object.assign(waiting, { attributes: [], acts: [], count: undefined, negated: false })
        close(things.length - 1)
        break
      }
      case 'verb':
      case 'passive':
        if (item.kind === 'verb' && isSaidOfNext(items, at)) {
          waiting.acts.push(item.name)
          break
        }
        close(undefined)
        open.push({
          kind: 'verb',
          name: item.name,
          from: subjectOf(things, relations),
          passive: item.kind === 'passive',
          negation: waiting.negated ? { negated: true } : undefined,
        })
        waiting.negated = false
        break
      case 'preposition':
        // After a passive, "by" names who did it.
        if (open.at(-1)?.passive && item.name === 'beside') break
        if (open.some(({ kind }) => kind === 'preposition')) close(undefined)
        open = open.filter((each) => {
          if (each.kind !== 'verb' || each.passive) return true
          relations.push({ kind: 'verb', name: each.name, from: each.from, to: undefined, ...each.negation })
          return false
        })
        open.push({
          kind: 'preposition',
          name: item.name,
          from: item.name === 'with' && isAround(things.at(-1)) ? subjectOf(things, relations) : lastThing(),
          passive: false,
        })
        break
      case 'pronoun':
        close(things.length > 1 ? things.length - 2 : lastThing())
        break
      default:
        break
    }
  })
  close(undefined)
  // A verb before the first thing ("sleeping cat") is said of it.
  for (const relation of relations)
    if (relation.kind === 'verb' && relation.from === undefined)
      Object.assign(relation, { from: relation.to ?? 0, to: undefined })
  return { things, relations }
}

const OPENS_PHRASE = new Set<Item['kind']>(['preposition', 'article', 'number', 'negation'])

/** "with flying cars", "a sleeping dog": no subject before it, and the noun right after it. */
function isSaidOfNext(items: readonly Item[], at: number): boolean {
  const before = items[at - 1]?.kind
  const after = items.slice(at + 1).find(({ kind }) => kind !== 'adjective')
  return before !== undefined && OPENS_PHRASE.has(before) && after?.kind === 'noun'
}

/** "two hundred", "twenty three". */
function addUp(so: Thing['count'], value: number | 'many'): Thing['count'] {
  if (typeof so !== 'number' || value === 'many') return value
  return value >= 100 ? so * value : so >= 20 && value < 10 ? so + value : value
}

const PLACES = [
  'road',
  'path',
  'location',
  'region',
  'structure',
  'body of water',
  'geological formation',
  'tree',
  'furniture',
]

/** "parked by the road": a road parks nothing, it is where. */
function doneBy(to: number | undefined, name: string, from: number | undefined, things: readonly Thing[]): Relation {
  const by = things[to ?? -1]
  const isPlace = by && isKindOf(by.head, PLACES)
  return isPlace ? { kind: 'preposition', name: 'beside', from, to } : { kind: 'verb', name, from: to, to: from }
}

const AROUND = ['weather', 'atmospheric phenomenon', 'location', 'region', 'geological formation', 'body of water']

/** "a child in the rain with an umbrella": no rain has one. */
const isAround = (thing: Thing | undefined) => thing !== undefined && isKindOf(thing.head, AROUND)

/** Who does it: the thing just named; but "a girl in a park who sings" is a girl who sings, for a park does nothing. */
function subjectOf(things: readonly Thing[], relations: readonly Relation[]): number | undefined {
  const last = things.length - 1
  const at = things[last]
  if (!at) return undefined
  const place = relations.find(({ kind, name, to }) => kind === 'preposition' && name !== 'with' && to === last)
  const holder = place?.from === undefined ? undefined : things[place.from]
  return place && holder && !isAnimate(at.head) && isAnimate(holder.head) ? place.from : last
}
