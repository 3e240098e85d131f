import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { createWordTable } from './word-table.ts'

export type PartOfSpeech = 'noun' | 'verb' | 'adjective'
export type Language = 'en' | 'fr' | 'es' | 'de'

/** What compile.ts writes: senses by lemma, what each is a kind of, and pairs that are close, opposite or named alike. */
export type LexiconData = {
  /** Lines of `lemma TAB ids`, sorted by code units; a star before the ids where the lemma is too rare for them to be in an order. */
  senses: Record<PartOfSpeech, string>
  up: number[]
  similar: [number, number][]
  antonyms: [number, number][]
  thesaurus: [string, string][]
  explained: [string, string][]
  foreign: Record<string, Record<string, string>>
}

export type Lexicon = {
  /** The senses of a lemma, most used first; empty when it is no such word. */
  senses(lemma: string, pos: PartOfSpeech): readonly number[]
  /** Whether its senses are in the order of their use. */
  isOrdered(lemma: string, pos: PartOfSpeech): boolean
  /** What a sense is a kind of, nearest first, itself not among them. */
  kinds(sense: number): number[]
  /** Senses of adjectives that are close to this one. */
  close(sense: number): readonly number[]
  antonyms(a: number, b: number): boolean
  /** Whether two English words name one and the same emoji, or one explains the other. */
  namedAlike(a: string, b: string): boolean
  /** Whether there is an emoji of it: something that can be seen. */
  hasEmoji(word: string): boolean
  /** The English word for one of another language. */
  english(word: string, language: Exclude<Language, 'en'>): string | undefined
}

let loaded: Lexicon | undefined

/** The lexicon, read once when first asked for: some tenths of a second, 40 MB. */
export function lexicon(): Lexicon {
  loaded ??= open(
    JSON.parse(brotliDecompressSync(readFileSync(new URL('./lexicon.json.br', import.meta.url))).toString()),
  )
  return loaded
}

function open(data: LexiconData): Lexicon {
  const tables = {
    noun: createWordTable(data.senses.noun),
    verb: createWordTable(data.senses.verb),
    adjective: createWordTable(data.senses.adjective),
  }
  const foreign = new Map(
    Object.entries(data.foreign).map(([language, words]) => [language, new Map(Object.entries(words))]),
  )
  const pairsOf = (pairs: readonly (readonly [number | string, number | string])[]) =>
    new Set(pairs.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  const [antonyms, thesaurus] = [pairsOf(data.antonyms), pairsOf([...data.thesaurus, ...data.explained])]
  const similar = new Map<number, number[]>()
  for (const [a, b] of data.similar) {
    similar.set(a, [...(similar.get(a) ?? []), b])
    similar.set(b, [...(similar.get(b) ?? []), a])
  }
  const pictured = new Set(data.thesaurus.flat())
  const none: readonly number[] = []
  return {
    senses: (lemma, pos) => tables[pos](lemma)?.replace('*', '').split(' ').map(Number) ?? none,
    isOrdered: (lemma, pos) => !tables[pos](lemma)?.startsWith('*'),
    kinds(sense) {
      const kinds: number[] = []
      for (let at = data.up[sense] ?? -1; at >= 0 && kinds.length < 20; at = data.up[at] ?? -1) kinds.push(at)
      return kinds
    },
    close: (sense) => similar.get(sense) ?? none,
    antonyms: (a, b) => antonyms.has(`${a} ${b}`),
    namedAlike: (a, b) => thesaurus.has(`${a} ${b}`),
    hasEmoji: (word) => pictured.has(word),
    english: (word, language) => foreign.get(language)?.get(word),
  }
}
