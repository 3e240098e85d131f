import type { Language } from './lexicon/lexicon.ts'

/** Something the words name. `head` is its English lemma; `attributes` are adjectives' lemmas. */
export type Thing = {
  head: string
  /** What else the word may mean, where it was read in another language: "niños" are boys or children. */
  others?: readonly string[]
  /** How many, where the words say so; `many` where they say only that it is more than one. */
  count: number | 'many' | undefined
  attributes: string[]
  /** Said of a thing beside it, and perhaps of this one: "a yellow flower bouquet". */
  perhaps: string[]
  /** "no dogs", "without a beard": it is not to be seen. */
  negated: boolean
}

/** What things do, or where they are: `name` is a verb's lemma, or a preposition's English name. Indexes into `things`. */
export type Relation = {
  kind: 'verb' | 'preposition'
  name: string
  from: number | undefined
  to: number | undefined
  /** "not sleeping": it is not done. */
  negated?: true
}

/** What a prompt asks for, as far as it was understood. */
export type Scene = {
  language: Language
  things: Thing[]
  relations: Relation[]
  /** Words that are in no lexicon, as they were written. */
  unknown: string[]
}
