import { isLiving } from './kinds.ts'
import { lexicon, type PartOfSpeech } from './lexicon/lexicon.ts'
import { remember } from './memo.ts'

/** A kind of it that is this near is as good as the thing itself: "kitty" is a domestic cat, which is a cat. */
const NEAR = 2
/** What each step down the order of use takes off. */
const COST_OF_RANK = 0.05
/** Wider kinds than these take in too much to say anything. */
const TOP = 5

/**
 * How nearly two English lemmas mean the same thing, 0 to 1: 1 for one word or synonyms, less for a kind and what it is a
 * kind of, and for siblings that people call alike; 0 for everything else, however often the two are seen together.
 */
export function closeness(a: string, b: string, pos: PartOfSpeech): number {
  return a === b ? 1 : compared[pos](a, b)
}

const compared = {
  noun: remember((a, b) => compareMeanings(a, b, 'noun')),
  verb: remember((a, b) => compareMeanings(a, b, 'verb')),
  adjective: remember((a, b) => compareMeanings(a, b, 'adjective')),
}

function compareMeanings(a: string, b: string, pos: PartOfSpeech): number {
  const { kinds, close, namedAlike, isOrdered } = lexicon()
  const [ours, theirs] = [sensesBeside(a, b, pos), sensesBeside(b, a, pos)]
  // A bull is no cow, however much of a kind they are.
  if (pos === 'noun' && areAntonyms(ours, theirs)) return 0
  // Species of one family are named together and are not each other: a wolf is no dog.
  const alike = namedAlike(a, b) && !isLiving(a)
  let best = 0
  for (const [i, one] of ours.entries()) {
    for (const [j, other] of theirs.entries()) {
      const rank = 1 - COST_OF_RANK * ((isOrdered(a, pos) ? i : 0) + (isOrdered(b, pos) ? j : 0))
      // A synonym in a by-sense of both is one in neither: somebody must mean it first of all.
      if (one === other) best = Math.max(best, i === 0 || j === 0 ? rank : rank - 0.2)
      else if (pos === 'adjective' && close(one).includes(other)) best = Math.max(best, 0.9 * rank)
      else if (pos !== 'adjective')
        best = Math.max(best, rank * kinship(kinds(one), kinds(other), one, other, i + j <= 1 && alike))
    }
  }
  return best
}

/** An "apple tree" is none of what is mostly meant by "apple". */
function sensesBeside(word: string, other: string, pos: PartOfSpeech): readonly number[] {
  const senses = lexicon().senses(word, pos)
  return other.startsWith(`${word} `) ? senses.slice(0, 1) : senses
}

const areAntonyms = (ours: readonly number[], theirs: readonly number[]) =>
  ours.slice(0, 2).some((one) => theirs.slice(0, 2).some((other) => lexicon().antonyms(one, other)))

function kinship(
  ours: readonly number[],
  theirs: readonly number[],
  one: number,
  other: number,
  alike: boolean,
): number {
  const up = [theirs.indexOf(one), ours.indexOf(other)].filter((at) => at >= 0)
  const steps = up.length > 0 ? Math.min(...up) + 1 : undefined
  if (steps !== undefined && steps <= NEAR && Math.min(ours.length, theirs.length) >= TOP - 1)
    return steps === 1 || alike ? 0.85 : 0.75
  const siblings = ours[0] !== undefined && (ours[0] === theirs[0] || ours[0] === theirs[1] || ours[1] === theirs[0])
  return siblings && alike ? 0.85 : 0
}

/** Whether two adjectives cannot both be true of one thing: opposites, or what is close to opposites ("tiny" and "large"). */
export const areOpposite = remember((a, b) => {
  const { senses, antonyms, close } = lexicon()
  const meanings = (lemma: string) => senses(lemma, 'adjective').flatMap((sense) => [sense, ...close(sense)])
  const theirs = meanings(b)
  return meanings(a).some((one) => theirs.some((other) => antonyms(one, other)))
})
