import { tokenise } from './fold.ts'
import { type Item, readItems } from './items.ts'
import { lexicon } from './lexicon/lexicon.ts'
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

/** Adjectives before their noun; after it as well where `follows` (French, Spanish), or where no noun comes ("a dog that is hot"). */
function build(items: readonly Item[], follows: boolean) {
  const things: Thing[] = []
  const relations: Relation[] = []
  const waiting: { attributes: string[]; count: Thing['count']; negated: boolean } = {
    attributes: [],
    count: undefined,
    negated: false,
  }
  /** What wants an object: the next thing takes them all. */
  let open: { kind: Relation['kind']; name: string; from: number | undefined; passive: boolean }[] = []
  const lastThing = () => (things.length > 0 ? things.length - 1 : undefined)

  function close(to: number | undefined) {
    for (const { kind, name, from, passive } of open)
      relations.push(passive ? { kind, name, from: to, to: from } : { kind, name, from, to })
    open = []
  }

  items.forEach((item, at) => {
    switch (item.kind) {
      case 'number':
        waiting.count = item.value === 1 ? 1 : item.value
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
        const count = waiting.count ?? (item.plural ? 'many' : undefined)
        const compound = items[at - 1]?.kind === 'noun' ? things.at(-1) : undefined
        const perhaps = compound?.attributes ?? []
        things.push({ head: item.name, count, attributes: waiting.attributes, perhaps, negated: waiting.negated })
        Object.assign(waiting, { attributes: [], count: undefined, negated: false })
        close(things.length - 1)
        break
      }
      case 'verb':
      case 'passive':
        close(undefined)
        open.push({ kind: 'verb', name: item.name, from: lastThing(), passive: item.kind === 'passive' })
        break
      case 'preposition':
        // After a passive, "by" names who did it.
        if (open.at(-1)?.passive && item.name === 'beside') break
        if (open.some(({ kind }) => kind === 'preposition')) close(undefined)
        open = open.filter((each) => {
          if (each.kind !== 'verb' || each.passive) return true
          relations.push({ kind: 'verb', name: each.name, from: each.from, to: undefined })
          return false
        })
        open.push({ kind: 'preposition', name: item.name, from: lastThing(), passive: false })
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
  return { things: things.map(spellOut), relations }
}

/** "starry": stars are to be seen, too. Kept as an attribute under the noun's name, so that both ways of saying it meet. */
function spellOut(thing: Thing): Thing {
  return { ...thing, attributes: thing.attributes.map((name) => nounInside(name) ?? name) }
}

function nounInside(adjective: string): string | undefined {
  if (!/y$/.test(adjective) || adjective.length < 5) return undefined
  const stem = adjective.slice(0, -1)
  const single = stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem
  return [single, stem, `${stem}e`].find((form) => lexicon().hasEmoji(form))
}
