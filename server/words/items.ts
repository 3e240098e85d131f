import { GRAMMAR } from './grammar.ts'
import { isKindOf } from './kinds.ts'
import { isPlural, lemmaOf } from './lemmas.ts'
import { type Language, lexicon } from './lexicon/lexicon.ts'
import { classOf } from './plain-words.ts'
import { type ForeignLanguage, longestMeaning } from './read-foreign.ts'

/** One word or fixed phrase with the part it plays. `name` is English, whatever language it was read in. */
export type Item =
  | { kind: 'noun'; name: string; plural: boolean; others?: readonly string[] }
  | { kind: 'adjective' | 'preposition' | 'verb' | 'passive' | 'unknown'; name: string }
  | { kind: 'number'; name: string; value: number | 'many' }
  | { kind: 'article' | 'negation' | 'conjunction' | 'pronoun'; name: string }

const LONGEST_NOUN = 3
/** Before these a noun of two words is two words: "old man" is a man, whatever WordNet's "old man" means. */
const MEASURES = new Set(
  'old young big little small large great good new dear tall short long fat thin high low left right'.split(' '),
)
const PRONOUNS = new Set(['it', 'them', 'him'])
const ARTICLES_BEFORE_NOUNS = new Set('a an the my your his her its our their some this that these those'.split(' '))

/** Reads a text's folded tokens as items, English word by word, other languages through the dictionary. */
export function readItems(tokens: readonly string[], language: Language): Item[] {
  return language === 'en' ? readEnglish(tokens.flatMap(splitCompound)) : readForeign(tokens, language)
}

const isWord = (word: string) =>
  (['noun', 'verb', 'adjective'] as const).some((pos) => lemmaOf(word, pos) !== undefined)

/** "sandcastle", which no dictionary has, is a castle of sand. */
function splitCompound(token: string): string[] {
  if (token.length < 7 || isWord(token) || GRAMMAR.en.particles.has(token)) return [token]
  for (let cut = token.length - 3; cut >= 3; cut--) {
    const [first, last] = [token.slice(0, cut), token.slice(cut)]
    if (lemmaOf(first, 'noun') === first && lemmaOf(last, 'noun') !== undefined) return [first, last]
  }
  return [token]
}

/** What any language's closed classes make of a token. */
function closedClass(
  tokens: readonly string[],
  at: number,
  language: Language,
): { items: Item[]; length: number } | undefined {
  const grammar = GRAMMAR[language]
  const token = tokens[at] ?? ''
  for (let length = 3; length > 1; length--) {
    const name = grammar.prepositions.get(tokens.slice(at, at + length).join(' '))
    if (name) return { items: [{ kind: 'preposition', name }], length }
    if (grammar.filler.has(tokens.slice(at, at + length).join(' '))) return { items: [], length }
  }
  const one = (...items: Item[]) => ({ items, length: 1 })
  if (/^\d{1,4}$/.test(token)) return one({ kind: 'number', name: token, value: Number(token) })
  const number = grammar.numbers.get(token)
  if (number !== undefined) return one({ kind: 'number', name: token, value: number })
  if (grammar.quantities.has(token)) return one({ kind: 'number', name: token, value: 'many' })
  // "nobody"; in French the same word with an article is somebody.
  if (grammar.nobody.has(token) && !grammar.articles.has(tokens[at - 1] ?? ''))
    return one({ kind: 'negation', name: token }, { kind: 'noun', name: 'person', plural: false })
  if (grammar.negations.has(token)) return one({ kind: 'negation', name: token })
  if (grammar.conjunctions.has(token)) return one({ kind: 'conjunction', name: token })
  const preposition = grammar.prepositions.get(token)
  if (preposition) return one({ kind: 'preposition', name: preposition })
  if (grammar.articles.has(token)) return one({ kind: 'article', name: token })
  if (grammar.particles.has(token) || grammar.filler.has(token)) return one()
  return undefined
}

function readForeign(tokens: readonly string[], language: ForeignLanguage): Item[] {
  const items: Item[] = []
  for (let at = 0; at < tokens.length; ) {
    const meaning = longestMeaning(tokens, at, language)
    const closed = meaning && meaning.length > 1 ? undefined : closedClass(tokens, at, language)
    if (closed) {
      items.push(...closed.items)
      at += closed.length
    } else if (meaning) {
      const plural = /[sx]$/.test(tokens[at] ?? '') && language !== 'de'
      const { lemma, pos, others, verb } = meaning
      if (verb && standsAsVerb(tokens, at, items, language)) items.push({ kind: 'verb', name: verb })
      else if (pos === 'noun') items.push(...nounItems(lemma, plural, others))
      else items.push({ kind: pos, name: lemma })
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

const RELATIVES = new Set(['qui', 'que'])

/** "une fille qui porte", "un homme porte un sac": a verb; "la porte": none. */
function standsAsVerb(
  tokens: readonly string[],
  at: number,
  before: readonly Item[],
  language: ForeignLanguage,
): boolean {
  const { articles, numbers } = GRAMMAR[language]
  const [previous = '', next = ''] = [tokens[at - 1], tokens[at + 1]]
  return RELATIVES.has(previous) || (before.at(-1)?.kind === 'noun' && (articles.has(next) || numbers.has(next)))
}

/** Emoji name some things with their colour ("black cat"), which is not part of what they are. */
function nounItems(name: string, plural: boolean, others: readonly string[]): Item[] {
  const [first = '', ...rest] = name.split(' ')
  if (rest.length === 0 || classOf(first) !== 'colour') return [{ kind: 'noun', name, plural, others }]
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
    else if (PRONOUNS.has(token)) {
      if (items.at(-1)?.kind === 'preposition') items.push({ kind: 'pronoun', name: token })
      at++
      continue
    } else if (closed) items.push(...closed.items)
    else {
      const { item, length } = withParticle(tokens, at, openClass(tokens, at, items))
      items.push(item)
      at += length
    }
    at += compound?.length ?? closed?.length ?? 0
  }
  return items
}

/** A noun of several words that WordNet has: "coffee shop", "palm tree", "hot dog". */
function longestNoun(tokens: readonly string[], at: number): { item: Item; length: number } | undefined {
  const first = tokens[at] ?? ''
  if (closedClass(tokens, at, 'en') !== undefined) return undefined
  const hyphened = joined(tokens, at)
  if (hyphened) return hyphened
  if (tokens[at + 1] === 'of' || MEASURES.has(first) || classOf(first) === 'colour') return undefined
  for (let length = Math.min(LONGEST_NOUN, tokens.length - at); length > 1; length--) {
    const words = tokens.slice(at, at + length)
    const last = words.at(-1) ?? ''
    if (GRAMMAR.en.prepositions.has(last) || isDoing(last)) continue
    for (const form of [last, lemmaOf(last, 'noun') ?? last]) {
      const lemma = [...words.slice(0, -1), form].join(' ')
      if (lexicon().senses(lemma, 'noun').length === 0) continue
      return { item: { kind: 'noun', name: lemma, plural: isPlural(last) }, length }
    }
  }
  return undefined
}

/** "launching" is done by what stands before it, though WordNet has "rocket launching"; a painting is a thing. */
const isDoing = (word: string) => {
  const verb = word.endsWith('ing') ? lemmaOf(word, 'verb') : undefined
  return verb !== undefined && verb !== word && !isKindOf(word, ['artifact'])
}

/** Two words that are one with a hyphen: "old-fashioned". */
function joined(tokens: readonly string[], at: number): { item: Item; length: number } | undefined {
  const name = `${tokens[at]}-${tokens[at + 1]}`
  // "light blue" is blue.
  if (classOf(tokens[at + 1] ?? '') === 'colour') return undefined
  // "left hand" is a hand, whatever "left-hand" is: the adjective has something after it.
  const describes =
    lemmaOf(tokens[at + 2] ?? '', 'noun') !== undefined || lemmaOf(tokens[at + 1] ?? '', 'noun') === undefined
  const known = describes && lexicon().senses(name, 'adjective').length > 0
  return known ? { item: { kind: 'adjective', name }, length: 2 } : undefined
}

const RELATIVE_PRONOUNS = new Set(['that', 'which', 'who'])
const PARTICLES = new Set('off out up down away back'.split(' '))

/** "takes off" is not "takes". */
function withParticle(tokens: readonly string[], at: number, item: Item): { item: Item; length: number } {
  const name = `${item.name} ${tokens[at + 1]}`
  // "jumps out of" is a place, not an act of its own.
  const leadsOn = GRAMMAR.en.prepositions.has(tokens.slice(at + 1, at + 3).join(' '))
  const known =
    !leadsOn && item.kind === 'verb' && PARTICLES.has(tokens[at + 1] ?? '') && lexicon().senses(name, 'verb').length > 0
  return known ? { item: { kind: 'verb', name }, length: 2 } : { item, length: 1 }
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

  // "kids play football": after several, the verb has no ending of its own.
  const relative = RELATIVE_PRONOUNS.has(tokens[at - 1] ?? '')
  if (
    verb === token &&
    last?.kind === 'noun' &&
    last.plural &&
    (relative || GRAMMAR.en.prepositions.has(next ?? '') || (opensPhrase && !adjective))
  )
    return { kind: 'verb', name: verb }
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
  // "vintage car".
  if (noun && classOf(token) === 'age' && opensPhrase) return { kind: 'adjective', name: token }
  if (noun) return { kind: 'noun', name: noun, plural: isPlural(token) }
  if (adjective) return { kind: 'adjective', name: adjective }
  return verb ? { kind: 'verb', name: verb } : { kind: 'unknown', name: token }
}
