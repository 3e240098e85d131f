import { isKindOf } from './kinds.ts'
import { lexicon } from './lexicon/lexicon.ts'

/** What an adjective may be made of: what can be seen. "funny" is made of no such thing. */
const VISIBLE = ['physical entity']

/** The noun an adjective says is there: "starry", "wooden", "bearded", "snow-covered". Undefined for adjectives that only describe. */
export function nounInside(adjective: string): string | undefined {
  if (adjective.length < 5) return undefined
  const [first = '', second] = adjective.split('-')
  if (second !== undefined) return isKindOf(first, VISIBLE) ? first : undefined
  if (adjective.endsWith('ed'))
    return [adjective.slice(0, -2), adjective.slice(0, -1)].find((form) => isKindOf(form, VISIBLE))
  if (adjective.endsWith('en')) return [adjective.slice(0, -2)].find((form) => isKindOf(form, VISIBLE))
  if (!adjective.endsWith('y')) return undefined
  const stem = adjective.slice(0, -1)
  const single = stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem
  return [single, stem, `${stem}e`].find((form) => lexicon().hasEmoji(form) || isKindOf(form, VISIBLE))
}
