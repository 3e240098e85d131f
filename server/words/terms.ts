import { nounInside } from './noun-inside.ts'
import { isLight } from './plain-words.ts'
import { eventOf } from './said-otherwise.ts'
import type { Scene, Thing } from './scene.ts'

/** Under which names a scene is found again, and how many things it names that a picture like it must have. */
export type Terms = { terms: string[]; things: number }

/** Things that decide what is seen; where there are none, whatever there is. */
function decisiveThings({ things }: Scene): Thing[] {
  const decisive = things.filter(({ head, negated }) => negated || !isLight(head))
  return decisive.length > 0 ? decisive : things
}

const termOf = (noun: string, negated: boolean) => (negated ? `no ${noun}` : noun)

/** A word that nobody knows is like itself only. */
const termOfUnknown = (word: string) => `? ${word}`

/** The noun a term is of; undefined where it is of none. */
export const nounOf = (term: string) => (term.startsWith('? ') ? undefined : term.replace(/^no /, ''))

/** What else a thing may be called in its scene: other readings of its word, "sunrise" for a sun that rises, "cornfield". */
function otherNames(thing: Thing, { things, relations }: Scene): string[] {
  const at = things.indexOf(thing)
  const verbs = relations.filter(({ kind, from, to }) => kind === 'verb' && (from === at || to === at))
  const events = verbs.map(({ name }) => eventOf(thing.head, name)).filter((event) => event !== undefined)
  const compounds = things.flatMap(({ head }) => (head === thing.head ? [] : [thing.head + head, head + thing.head]))
  return [...(thing.others ?? []), ...events, ...(things.length > 1 ? compounds : [])]
}

/** Names of an entry's own: those of its things, and of things that it names inside a word ("birthday cake", "starry"). */
export function termsOf(scene: Scene): Terms {
  const things = decisiveThings(scene)
  const terms = things.flatMap((thing) => {
    const { head, others = [], negated, attributes } = thing
    const inside = head.includes(' ') ? head.split(' ') : []
    const said = attributes.map(nounInside).filter((noun) => noun !== undefined)
    return [head, ...others, ...inside, ...said].map((noun) => termOf(noun, negated))
  })
  return { terms: [...new Set([...terms, ...scene.unknown.map(termOfUnknown)])], things: countOf(scene, things) }
}

const countOf = ({ unknown }: Scene, things: readonly Thing[]) => things.length + unknown.length

/** For each thing, all terms that an entry with that thing may be found under; `near` tells what a noun may be taken for. */
export function namesOf(scene: Scene, near: (noun: string) => readonly string[]) {
  const decisive = decisiveThings(scene)
  const things = decisive.map((thing) => {
    const nouns = [thing.head, ...otherNames(thing, scene)].flatMap(near)
    return [...new Set(nouns)].map((noun) => termOf(noun, thing.negated))
  })
  return { names: [...things, ...scene.unknown.map((word) => [termOfUnknown(word)])], things: countOf(scene, decisive) }
}
