import { readFileSync } from 'node:fs'
import { GRAMMAR } from './grammar.ts'
import { lemmaOf } from './lemmas.ts'
import { type Language, lexicon, type PartOfSpeech } from './lexicon/lexicon.ts'

export type ForeignLanguage = Exclude<Language, 'en'>
const FOREIGN: readonly ForeignLanguage[] = ['fr', 'es', 'de']
const LONGEST_PHRASE = 4

/** `others`: what else the word may mean, as the same part of speech. `verb`: what it means where a verb stands ("porte"). */
type Meaning = { lemma: string; pos: PartOfSpeech; others: readonly string[]; verb?: string }

let basics: Map<ForeignLanguage, Map<string, Meaning>> | undefined

function readBasics() {
  const dictionaries = new Map(FOREIGN.map((language) => [language, new Map<string, Meaning>()]))
  const lines = readFileSync(new URL('./lexicon/basics.tsv', import.meta.url), 'utf8').split('\n')
  for (const line of lines.filter((line) => line && !line.startsWith('#'))) {
    const [lemma = '', pos = 'noun', ...columns] = line.split('\t')
    FOREIGN.forEach((language, i) => {
      for (const form of (columns[i] ?? '').split(',')) {
        const dictionary = dictionaries.get(language)
        if (!form) continue
        const known = dictionary?.get(form)
        if (!known) dictionary?.set(form, { lemma, pos: pos as PartOfSpeech, others: [] })
        else if (known.pos === pos) dictionary?.set(form, { ...known, others: [...known.others, lemma] })
        else if (pos === 'verb') dictionary?.set(form, { verb: lemma, ...known })
      }
    })
  }
  return dictionaries
}

/** Endings that inflection puts on, and what the dictionary form has in their place. */
const ENDINGS: Record<ForeignLanguage, [string, string][]> = {
  fr: [
    ['s', ''],
    ['x', ''],
    ['es', ''],
    ['e', ''],
    ['e', 'er'],
    ['ent', 'er'],
    ['ant', 'er'],
    ['eant', 'er'],
    ['ee', 'er'],
    ['euse', 'eur'],
    ['aux', 'al'],
  ],
  es: [
    ['s', ''],
    ['es', ''],
    ['as', 'o'],
    ['a', 'o'],
    ['a', 'ar'],
    ['an', 'ar'],
    ['e', 'er'],
    ['en', 'er'],
    ['ando', 'ar'],
    ['iendo', 'er'],
    ['iendo', 'ir'],
    ['ita', 'a'],
    ['ito', 'o'],
  ],
  de: [
    ['e', ''],
    ['en', ''],
    ['er', ''],
    ['es', ''],
    ['em', ''],
    ['n', ''],
    ['s', ''],
    ['t', 'en'],
    ['end', 'en'],
    ['ender', 'en'],
    ['ende', 'en'],
  ],
}

/** What a word or phrase of another language means in English; undefined when nobody knows. Input folded. */
export function meaningOf(phrase: string, language: ForeignLanguage): Meaning | undefined {
  basics ??= readBasics()
  const forms = [phrase]
  for (const [ending, replacement] of ENDINGS[language]) {
    if (phrase.endsWith(ending) && phrase.length - ending.length >= 2)
      forms.push(phrase.slice(0, -ending.length) + replacement)
  }
  for (const form of forms) {
    const known = basics.get(language)?.get(form)
    if (known) return known
  }
  for (const form of forms) {
    const [lemma, ...others] = lexicon().english(form, language)
    if (lemma !== undefined) return { lemma, pos: 'noun', others }
  }
  return undefined
}

/** The longest phrase from `at` on that means something, and how many tokens it takes. */
export function longestMeaning(tokens: readonly string[], at: number, language: ForeignLanguage) {
  for (let length = Math.min(LONGEST_PHRASE, tokens.length - at); length > 0; length--) {
    const words = tokens.slice(at, at + length)
    const meaning =
      meaningOf(words.join(' '), language) ??
      (length > 1 ? meaningOf(words.join('-'), language) : undefined) ??
      (length > 1 ? meaningOf(words.join(' ').replace(/\b([ldnsjmtc]|qu) /g, "$1'"), language) : undefined)
    if (meaning) return { ...meaning, length }
  }
  return undefined
}

/** Which language a text is in: the one that knows most of its words, its grammar above all; English when none does better. */
export function languageOf(tokens: readonly string[]): Language {
  const score = (language: Language) =>
    tokens.reduce((sum, token) => {
      const { articles, particles, prepositions, numbers, negations, conjunctions } = GRAMMAR[language]
      const closed = [articles, particles, prepositions, numbers, negations, conjunctions].some((words) =>
        words.has(token),
      )
      const open =
        language === 'en'
          ? (['noun', 'verb', 'adjective'] as const).some((pos) => lemmaOf(token, pos) !== undefined)
          : meaningOf(token, language) !== undefined
      return sum + (closed ? 1.5 : open ? 1 : 0)
    }, 0)
  const english = score('en')
  const best = FOREIGN.map((language) => ({ language, points: score(language) })).sort((a, b) => b.points - a.points)[0]
  return best && best.points > english ? best.language : 'en'
}
