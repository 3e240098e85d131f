import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PartOfSpeech } from './lexicon.ts'

/** A meaning, by its place in WordNet's files (`n02084071`), and how often it was counted in texts. */
export type Sense = { synset: string; count: number }
export type Synset = { hypernyms: string[]; similar: string[]; antonyms: string[]; lemmas: string[]; gloss: string }
export type WordNet = { lemmas: Record<PartOfSpeech, Map<string, Sense[]>>; synsets: Map<string, Synset> }

const LETTERS: Record<PartOfSpeech, string> = { noun: 'n', verb: 'v', adjective: 'a' }
const FILES: Record<PartOfSpeech, string> = { noun: 'noun', verb: 'verb', adjective: 'adj' }
const letter = (pos: string) => (pos === 's' ? 'a' : pos) // a satellite is an adjective

/** WordNet 3.1 as its `dict` folder holds it (wndb(5WN)): lemmas with their senses, most used first, and the synsets. */
export function readWordNet(folder: string): WordNet {
  const lines = (name: string) => readFileSync(join(folder, name), 'utf8').split('\n')
  const counts = new Map<string, number>()
  for (const line of lines('index.sense')) {
    const [key = '', offset, , count] = line.split(' ')
    const [lemma, rest = ''] = key.split('%')
    const pos = { 1: 'n', 2: 'v', 3: 'a', 5: 'a' }[rest.charAt(0)]
    if (pos) counts.set(`${lemma} ${pos}${offset}`, Number(count))
  }
  const lemmas = { noun: new Map(), verb: new Map(), adjective: new Map() } as WordNet['lemmas']
  const synsets = new Map<string, Synset>()
  for (const pos of ['noun', 'verb', 'adjective'] as const) {
    for (const line of lines(`index.${FILES[pos]}`)) {
      if (line.startsWith(' ') || !line) continue
      const fields = line.trim().split(' ')
      const lemma = fields[0] ?? ''
      const senses = fields.slice(-Number(fields[2])).map((offset) => {
        const synset = `${LETTERS[pos]}${offset}`
        return { synset, count: counts.get(`${lemma} ${synset}`) ?? 0 }
      })
      lemmas[pos].set(lemma.replaceAll('_', ' '), senses)
    }
    for (const line of lines(`data.${FILES[pos]}`)) {
      if (line.startsWith(' ') || !line) continue
      const fields = (line.split(' | ')[0] ?? '').trim().split(' ')
      const words = Number.parseInt(fields[3] ?? '0', 16)
      const pointers = fields.slice(5 + 2 * words)
      const to = (symbols: string[]) =>
        pointers.flatMap((symbol, i) =>
          symbols.includes(symbol) ? [`${letter(pointers[i + 2] ?? '')}${pointers[i + 1]}`] : [],
        )
      const names = fields
        .slice(4, 4 + 2 * words)
        .filter((_, i) => i % 2 === 0)
        .map((lemma) => lemma.replaceAll('_', ' '))
      const [definition = ''] = (line.split(' | ')[1] ?? '').split(/[;"]/)
      const own = `${LETTERS[pos]}${fields[0]}`
      synsets.set(own, {
        hypernyms: to(['@', '@i']),
        similar: to(pos === 'adjective' ? ['&', '^'] : []),
        antonyms: to(['!']),
        lemmas: names,
        gloss: definition,
      })
    }
  }
  return { lemmas, synsets }
}
