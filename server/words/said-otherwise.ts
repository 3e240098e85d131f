import { closeness } from './closeness.ts'
import { lexicon } from './lexicon/lexicon.ts'
import { nounInside } from './noun-inside.ts'
import { SAME_THING } from './same-thing.ts'
import type { Scene, Thing } from './scene.ts'

/** Attributes of a place that nobody is in. */
const DESERTED = new Set(['empty', 'deserted', 'abandoned', 'uninhabited'])

/** "asleep" says what "sleeping" does. */
export const stateOf = (attribute: string) => (/^a\w{4,}$/.test(attribute) ? attribute.slice(1) : attribute)

/**
 * Whether the other scene has this thing in another form: as an attribute ("starry", "snow-covered"), as part of a longer
 * name ("birthday" cake), as an act, or as its absence ("nobody", "empty").
 */
export function isSaidOtherwise(thing: Thing, other: Scene, own: Scene): boolean {
  if (thing.negated)
    return thing.head === 'person' && other.things.some(({ attributes }) => attributes.some(isDeserted))
  const said = (word: string) => closeness(thing.head, word, 'noun') >= SAME_THING
  const saidBy = (attribute: string) =>
    said(attribute) || said(nounInside(attribute) ?? attribute) || placeIn(attribute)
  // "underwater" has water in it.
  const placeIn = (attribute: string) =>
    attribute.endsWith(thing.head) && PLACES.has(attribute.slice(0, -thing.head.length))
  return (
    other.things.some(
      ({ attributes, head, negated }) =>
        !negated &&
        (attributes.some(saidBy) ||
          (head.includes(' ') && head.split(' ').some(said)) ||
          // "a field of corn", "a cornfield".
          own.things.some(
            ({ head: beside }) => head === `${thing.head}${beside}` || head === `${beside}${thing.head}`,
          )),
    ) || other.relations.some(({ kind, name }) => kind === 'verb' && name === thing.head)
  )
}

const PLACES = new Set(['under', 'over', 'in', 'on', 'out'])
const isDeserted = (attribute: string) => DESERTED.has(attribute)

/** Whether a scene says of anything, in another form, what an attribute says: by an act, by a thing, by nobody being there. */
export function saysAttribute(attribute: string, { things, relations }: Scene): boolean {
  const inside = nounInside(attribute)
  if (relations.some(({ name }) => stateOf(attribute) === name)) return true
  if (isDeserted(attribute)) return things.some(({ head, negated }) => negated && head === 'person')
  if (relations.some(({ name, to }) => to !== undefined && `${name}${things[to]?.head}` === attribute)) return true
  return things.some(
    ({ head, negated, attributes }) =>
      !negated &&
      (head === attribute ||
        (inside !== undefined && (closeness(head, inside, 'noun') >= SAME_THING || attributes.includes(inside))) ||
        attributes.some((other) => nounInside(other) === attribute)),
  )
}

/** "the sun rising" beside a scene with a sunrise, "shaking hands" beside one with a handshake: the event is the thing. */
export function joinEvents(scene: Scene, beside: Scene): Scene {
  const { things, relations } = scene
  for (const [at, relation] of relations.entries()) {
    if (relation.kind !== 'verb') continue
    for (const index of [relation.to, relation.from]) {
      const thing = index === undefined ? undefined : things[index]
      const head = thing && eventOf(thing.head, relation.name)
      if (!head || !beside.things.some((other) => closeness(other.head, head, 'noun') === 1)) continue
      return {
        ...scene,
        things: things.map((each, i) => (i === index ? { ...each, head, count: undefined } : each)),
        relations: relations.filter((_, i) => i !== at),
      }
    }
  }
  return scene
}

/** "sun", "rise": sunrise; "hands", "shake": handshake. */
export function eventOf(noun: string, verb: string): string | undefined {
  const single = noun.replace(/s$/, '')
  return [`${noun}${verb}`, `${single}${verb}`].find((word) => lexicon().senses(word, 'noun').length > 0)
}
