import { closeness } from './closeness.ts'
import { lexicon } from './lexicon/lexicon.ts'
import { SAME_THING } from './same-thing.ts'

/** Two words meet in a meaning no more than so many kinds up; `closeness` asks no further. */
const KINDS_UP = 2
/** Meanings beyond the first few are too far down the order of use to make two words the same. */
const MOST_MEANINGS = 8
/** More words than these are like one another only where the nearest of them will do. */
const MOST_NEAR = 40

/** The nouns that cached words name, by what they mean: whatever a word may be taken for is found without comparing it with all. */
export function createVocabulary() {
  const bySense = new Map<number, string[]>()
  const known = new Set<string>()
  const nearest = new Map<string, readonly string[]>()

  function meaningsOf(noun: string): number[] {
    const { senses, kinds } = lexicon()
    const own = senses(noun, 'noun').slice(0, MOST_MEANINGS)
    return [...new Set(own.flatMap((sense) => [sense, ...kinds(sense).slice(0, KINDS_UP)]))]
  }

  function findNear(noun: string): string[] {
    const others = new Set(meaningsOf(noun).flatMap((sense) => bySense.get(sense) ?? []))
    others.delete(noun)
    const near = [...others]
      .map((other) => ({ other, closeness: closeness(noun, other, 'noun') }))
      .filter(({ closeness }) => closeness >= SAME_THING)
      .sort((a, b) => b.closeness - a.closeness)
    return [noun, ...near.slice(0, MOST_NEAR - 1).map(({ other }) => other)]
  }

  return {
    learn(nouns: Iterable<string>) {
      for (const noun of nouns) {
        if (known.has(noun)) continue
        known.add(noun)
        for (const sense of meaningsOf(noun)) bySense.set(sense, [...(bySense.get(sense) ?? []), noun])
        nearest.clear()
      }
    },
    /** The noun, and those that are known and may be taken for it, nearest first. */
    near(noun: string): readonly string[] {
      const found = nearest.get(noun) ?? findNear(noun)
      nearest.set(noun, found)
      return found
    },
  }
}
