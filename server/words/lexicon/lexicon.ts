import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { createWordTable } from './word-table.ts'

export type PartOfSpeech = 'noun' | 'verb' | 'adjective'
export type Language = 'en' | 'fr' | 'es' | 'de'

/** The tables of the file, in its order; each is lines for a word table, but `up`, which is numbers. */
export const SECTIONS = [
  'noun',
  'verb',
  'adjective',
  /** What a sense is a kind of, by its number; -1 at the top. */
  'up',
  /** Senses of adjectives that are close, and that are opposite. */
  'close',
  'opposite',
  /** English words that name one emoji, or of which one explains the other; and those that name one at all. */
  'alike',
  'pictured',
  'fr',
  'es',
  'de',
] as const
/** What compile.ts writes. Senses are numbers; a star before them where the lemma is too rare for them to be in an order. */
export type LexiconData = Record<(typeof SECTIONS)[number], string>
export const SECTION_END = '\f'

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
  /** The English words for one of another language, likeliest first; empty when it is not known. */
  english(word: string, language: Exclude<Language, 'en'>): readonly string[]
}

/** Ligatures as they are typed on keyboards without them. */
export const spellOut = (word: string) => word.replaceAll('œ', 'oe').replaceAll('æ', 'ae').replaceAll('ß', 'ss')

let loaded: Lexicon | undefined

/** The lexicon, read once when first asked for: under a tenth of a second, 10 MB. */
export function lexicon(): Lexicon {
  loaded ??= open(readSections())
  return loaded
}

function readSections(): LexiconData {
  // All of it is ASCII, which takes a byte a letter; slices of it take nothing.
  const text = brotliDecompressSync(readFileSync(new URL('./lexicon.txt.br', import.meta.url))).toString('latin1')
  const parts = text.split(SECTION_END)
  return Object.fromEntries(SECTIONS.map((name, i) => [name, parts[i] ?? ''])) as LexiconData
}

function open(data: LexiconData): Lexicon {
  const [noun, verb, adjective] = [data.noun, data.verb, data.adjective].map(createWordTable)
  const tables = { noun, verb, adjective }
  const foreign = { fr: createWordTable(data.fr), es: createWordTable(data.es), de: createWordTable(data.de) }
  const [close, opposite, alike, pictured] = [data.close, data.opposite, data.alike, data.pictured].map(createWordTable)
  const up = Int32Array.from(data.up.split(' '), Number)
  const none: readonly number[] = []
  const numbers = (text: string | undefined) => text?.split(' ').map(Number) ?? none
  return {
    senses: (lemma, pos) => numbers(tables[pos]?.(lemma)?.replace('*', '')),
    isOrdered: (lemma, pos) => !tables[pos]?.(lemma)?.startsWith('*'),
    kinds(sense) {
      const kinds: number[] = []
      for (let at = up[sense] ?? -1; at >= 0 && kinds.length < 20; at = up[at] ?? -1) kinds.push(at)
      return kinds
    },
    close: (sense) => numbers(close?.(`${sense}`)),
    antonyms: (a, b) => numbers(opposite?.(`${a}`)).includes(b),
    namedAlike: (a, b) => alike?.(a)?.split('|').includes(b) ?? false,
    hasEmoji: (word) => pictured?.(word) !== undefined,
    english: (word, language) => foreign[language](spellOut(word))?.split('|') ?? [],
  }
}
