import { GRAMMAR } from './grammar.ts'
import { isPlural, lemmaOf } from './lemmas.ts'
import { type Language, lexicon } from './lexicon/lexicon.ts'
import { classOf } from './plain-words.ts'
import { type ForeignLanguage, longestMeaning } from './read-foreign.ts'

/** One word or fixed phrase with the part it plays. `name` is English, whatever language it was read in. */
export type Item =
  | { kind: 'noun'; name: string; plural: boolean }
  | { kind: 'adjective' | 'preposition' | 'verb' | 'passive' | 'unknown'; name: string }
  | { kind: 'number'; name: string; value: number | 'many' }
  | { kind: 'article' | 'negation' | 'conjunction' | 'pronoun'; name: string }

const LONGEST_NOUN = 3
/** Before these a noun of two words is two words: "old man" is a man, whatever WordNet's "old man" means. */
const MEASURES = new Set(
  'old young big little small large great good new dear tall short long fat thin high low'.split(' '),
)
const PRONOUNS = new Set(['it', 'them', 'him'])
const ARTICLES_BEFORE_NOUNS = new Set('a an the my your his her its our their some this that these those'.split(' '))

/** Reads a text's folded tokens as items, English word by word, other languages through the dictionary. */
export function readItems(tokens: readonly string[], language: Language): Item[] {
  return language === 'en' ? readEnglish(tokens) : readForeign(tokens, language)
}

/** What any language's closed classes make of a token. */
function closedClass(
  tokens: readonly string[],
  at: number,
  language: Language,
): { item?: Item; length: number } | undefined {
  const grammar = GRAMMAR[language]
  const token = tokens[at] ?? ''
  for (let length = 3; length > 1; length--) {
    const name = grammar.prepositions.get(tokens.slice(at, at + length).join(' '))
    if (name) return { item: { kind: 'preposition', name }, length }
  }
  if (/^\d{1,4}$/.test(token)) return { item: { kind: 'number', name: token, value: Number(token) }, length: 1 }
  const number = grammar.numbers.get(token)
  if (number !== undefined) return { item: { kind: 'number', name: token, value: number }, length: 1 }
  if (grammar.quantities.has(token)) return { item: { kind: 'number', name: token, value: 'many' }, length: 1 }
  if (grammar.negations.has(token)) return { item: { kind: 'negation', name: token }, length: 1 }
  if (grammar.conjunctions.has(token)) return { item: { kind: 'conjunction', name: token }, length: 1 }
  const preposition = grammar.prepositions.get(token)
  if (preposition) return { item: { kind: 'preposition', name: preposition }, length: 1 }
  if (grammar.articles.has(token)) return { item: { kind: 'article', name: token }, length: 1 }
  if (grammar.particles.has(token) || grammar.filler.has(token)) return { length: 1 }
  return undefined
}

function readForeign(tokens: readonly string[], language: ForeignLanguage): Item[] {
  const items: Item[] = []
  for (let at = 0; at < tokens.length; ) {
    const meaning = longestMeaning(tokens, at, language)
    const closed = meaning && meaning.length > 1 ? undefined : closedClass(tokens, at, language)
    if (closed) {
      if (closed.item) items.push(closed.item)
      at += closed.length
    } else if (meaning) {
      const plural = /[sx]$/.test(tokens[at] ?? '') && language !== 'de'
      items.push(
        ...(meaning.pos === 'noun' ? nounItems(meaning.lemma, plural) : [{ kind: meaning.pos, name: meaning.lemma }]),
      )
      at += meaning.length
    } else {
      const token = tokens[at] ?? ''
      const noun = lemmaOf(token, 'noun')
      items.push(noun ? { kind: 'noun', name: noun, plural: false } : { kind: 'unknown', name: token })
      at++
    }
  }
  return items
}

/** Emoji name some things with their colour ("black cat"), which is not part of what they are. */
function nounItems(name: string, plural: boolean): Item[] {
  const [first = '', ...rest] = name.split(' ')
  if (rest.length === 0 || classOf(first) !== 'colour') return [{ kind: 'noun', name, plural }]
  return [
    { kind: 'adjective', name: first },
    { kind: 'noun', name: rest.join(' '), plural },
  ]
}

function readEnglish(tokens: readonly string[]): Item[] {
  const items: Item[] = []
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] ?? ''
    const compound = longestNoun(tokens, at)
    const closed = compound ? undefined : closedClass(tokens, at, 'en')
    if (compound) items.push(compound.item)
    else if (PRONOUNS.has(token) && items.at(-1)?.kind === 'preposition') items.push({ kind: 'pronoun', name: token })
    else if (closed?.item) items.push(closed.item)
    else if (!closed) items.push(openClass(tokens, at, items))
    at += compound?.length ?? closed?.length ?? 1
  }
  return items
}

/** A noun of several words that WordNet has: "coffee shop", "palm tree", "hot dog". */
function longestNoun(tokens: readonly string[], at: number): { item: Item; length: number } | undefined {
  const first = tokens[at] ?? ''
  if (closedClass(tokens, at, 'en') !== undefined) return undefined
  if (tokens[at + 1] === 'of' || MEASURES.has(first) || classOf(first) === 'colour') return undefined
  for (let length = Math.min(LONGEST_NOUN, tokens.length - at); length > 1; length--) {
    const words = tokens.slice(at, at + length)
    const last = words.at(-1) ?? ''
    for (const form of [last, lemmaOf(last, 'noun') ?? last]) {
      const lemma = [...words.slice(0, -1), form].join(' ')
      if (lexicon().senses(lemma, 'noun').length === 0) continue
      return { item: { kind: 'noun', name: lemma, plural: isPlural(last) }, length }
    }
  }
  return undefined
}

/** Noun, verb or adjective, by what it can be and what stands around it. */
function openClass(tokens: readonly string[], at: number, before: readonly Item[]): Item {
  const token = tokens[at] ?? ''
  const next = tokens[at + 1]
  const noun = lemmaOf(token, 'noun')
  const verb = lemmaOf(token, 'verb')
  const adjective = lemmaOf(token, 'adjective')
  const last = before.at(-1)
  const afterNoun = last?.kind === 'noun'
  const opensPhrase =
    next !== undefined &&
    !GRAMMAR.en.prepositions.has(next) &&
    (ARTICLES_BEFORE_NOUNS.has(next) || lemmaOf(next, 'noun') !== undefined)
  const endsPhrase =
    next === undefined ||
    GRAMMAR.en.prepositions.has(next) ||
    GRAMMAR.en.conjunctions.has(next) ||
    GRAMMAR.en.articles.has(next)

  if (verb && verb !== token) {
    if (/(ed|en|wn|ht|ught|ung)$/.test(token) && next === 'by') return { kind: 'passive', name: verb }
    if (token.endsWith('ing') && !(noun && last?.kind === 'article' && endsPhrase)) {
      // "a running dog" and "a dog running" say the same of the dog.
      return { kind: 'verb', name: verb }
    }
    if (afterNoun && token.endsWith('s') && (opensPhrase || GRAMMAR.en.prepositions.has(next ?? '') || !noun))
      return { kind: 'verb', name: verb }
    if (/ed$/.test(token) && !adjective)
      return afterNoun || !opensPhrase ? { kind: 'verb', name: verb } : { kind: 'adjective', name: verb }
    if (!noun && !adjective) return { kind: 'verb', name: verb }
  }
  if (adjective && noun) {
    // "an orange cat", "an orange"; "a cold", "a cold drink".
    const acts = next?.endsWith('ing') && lemmaOf(next, 'verb') !== next
    const named = next !== undefined && !acts && !GRAMMAR.en.prepositions.has(next)
    if (named && (lemmaOf(next, 'noun') ?? lemmaOf(next, 'adjective')) !== undefined)
      return { kind: 'adjective', name: adjective }
    return { kind: 'noun', name: noun, plural: isPlural(token) }
  }
  if (noun) return { kind: 'noun', name: noun, plural: isPlural(token) }
  if (adjective) return { kind: 'adjective', name: adjective }
  return verb ? { kind: 'verb', name: verb } : { kind: 'unknown', name: token }
}
