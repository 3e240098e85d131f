import type { WordNet } from './wordnet.ts'

/**
 * Pairs of nouns of which one explains the other: "sea: a division of an ocean", "joy: the emotion of great happiness".
 * Candidates for synonyms, to be confirmed by what both are kinds of; opposites are none, and neither is a word that only
 * belongs to the next ("winter solstice").
 */
export function glossThesaurus({ synsets, lemmas }: WordNet): [string, string][] {
  const pairs: [string, string][] = []
  for (const [key, { lemmas: names, gloss, antonyms }] of synsets) {
    if (!key.startsWith('n')) continue
    const opposite = new Set(antonyms.flatMap((other) => synsets.get(other)?.lemmas ?? []))
    const words = gloss.toLowerCase().match(/[a-z]+/g) ?? []
    const isNoun = (word: string | undefined) =>
      word !== undefined && lemmas.noun.has(word) && !lemmas.adjective.has(word)
    words.forEach((word, i) => {
      if (!isNoun(word) || isNoun(words[i + 1]) || opposite.has(word)) return
      for (const name of names) if (name !== word && /^[a-z]+$/.test(name)) pairs.push([name, word])
    })
  }
  return pairs
}
