import { lexicon } from './lexicon/lexicon.ts'
import { classOf } from './plain-words.ts'

/** Whether a noun, as it is mostly meant, is one of these or a kind of one. */
export function isKindOf(head: string, wanted: readonly string[]): boolean {
  const { senses, kinds } = lexicon()
  const [first] = senses(head, 'noun')
  if (first === undefined) return false
  const targets = wanted.flatMap((name) => senses(name, 'noun').slice(0, 1))
  return targets.includes(first) || kinds(first).some((kind) => targets.includes(kind))
}

/** Whoever can do something: people, animals, and what stories treat as such. */
export const isAnimate = (head: string) =>
  isKindOf(head, [
    'animal',
    'person',
    'people',
    'imaginary being',
    'spiritual being',
    'ghost',
    'robot',
    'snowman',
    'doll',
  ])

/** What other things are made of. */
export const isMaterial = (head: string) =>
  classOf(head) === 'stuff' ||
  // A cherry is a wood, too, and nobody means it.
  (!lexicon().hasEmoji(head) &&
    isKindOf(head, ['wood', 'metal', 'stone', 'material', 'glass', 'paper', 'cloth', 'leather', 'precious metal']))

export const isLiving = (head: string) => isKindOf(head, ['animal', 'plant'])
