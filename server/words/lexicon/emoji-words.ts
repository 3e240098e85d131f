import { fold } from '../fold.ts'

type Emoji = { label: string; hexcode: string; tags?: string[]; group?: number }

/** Faces, people's gestures and signs are labelled by what they look like, not by what they are called. */
const NAMED_THINGS = new Set([3, 4, 5, 6, 7])
/** A word on more emoji than this says nothing of any of them. */
const MOST_EMOJI = 12
/** Of a foreign word's possible meanings. */
const MOST_READINGS = 3

const wordsOf = ({ label, tags = [] }: Emoji) =>
  [...new Set([label, ...tags].map(fold))].filter((w) => /^[\p{L} '-]+$/u.test(w))

/**
 * Pairs of English words that name the same emoji, one of them its label: candidates for synonyms, to be confirmed by
 * WordNet. Two tags of one emoji may be two things it stands for ("coffee" and "tea").
 */
export function emojiThesaurus(english: readonly Emoji[]): [string, string][] {
  const pairs: [string, string][] = []
  for (const emoji of english.filter(({ group = -1 }) => NAMED_THINGS.has(group))) {
    const words = wordsOf(emoji)
    const [label, ...tags] = words
    if (label) for (const tag of tags) pairs.push([label, tag])
  }
  return pairs
}

/**
 * Another language's words in English, as emoji teach them: the two words that name the same emoji, and few others. Labels
 * teach labels; tags teach the English words they occur beside most exclusively, likeliest first.
 */
export function foreignWords(
  english: readonly Emoji[],
  foreign: readonly Emoji[],
  isWord: (word: string) => boolean,
): Record<string, string[]> {
  const byCode = new Map(english.map((emoji) => [emoji.hexcode, emoji]))
  const dictionary = new Map<string, string[]>()
  const together = new Map<string, Map<string, number>>()
  const total = { english: new Map<string, number>(), foreign: new Map<string, number>() }
  const add = (counts: Map<string, number>, word: string) => counts.set(word, (counts.get(word) ?? 0) + 1)

  for (const other of foreign) {
    const emoji = byCode.get(other.hexcode)
    if (!emoji) continue
    const [theirs, ours] = [wordsOf(other), wordsOf(emoji)]
    for (const word of theirs) add(total.foreign, word)
    for (const word of ours) add(total.english, word)
    for (const word of theirs) {
      const counts = together.get(word) ?? new Map<string, number>()
      together.set(word, counts)
      for (const our of ours) add(counts, our)
    }
    const [label, ourLabel] = [fold(other.label), fold(emoji.label)]
    const named = NAMED_THINGS.has(emoji.group ?? -1) && isWord(ourLabel) && /^[\p{L}' -]+$/u.test(label)
    if (named && !dictionary.has(label)) dictionary.set(label, [ourLabel])
  }
  for (const [word, counts] of together) {
    if (dictionary.has(word) || word.includes(' ') || (total.foreign.get(word) ?? 0) > MOST_EMOJI) continue
    // Dice's coefficient: how nearly the two occur together and nowhere else.
    const score = ([our, both]: [string, number]) =>
      (2 * both) / ((total.foreign.get(word) ?? 0) + (total.english.get(our) ?? 0))
    const best = [...counts].filter((one) => isWord(one[0]) && score(one) >= 0.5).sort((a, b) => score(b) - score(a))
    if (best.length > 0)
      dictionary.set(
        word,
        best.slice(0, MOST_READINGS).map(([our]) => our),
      )
  }
  return Object.fromEntries(dictionary)
}
