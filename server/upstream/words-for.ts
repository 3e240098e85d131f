import type { DrawRequest } from './types.ts'

/** Names for 'no wish'; `illustration` is what the in-house renderer draws when nobody asked for more. */
const NO_STYLE = new Set(['', 'auto', 'default', 'none', 'illustration'])

/** The prompt an API without a style of its own is given: the words, then the style's name, as well-formed Unicode. */
export function wordsFor({ words, style }: Pick<DrawRequest, 'words' | 'style'>): string {
  const wellFormed = words.replace(/\p{Surrogate}/gu, '\ufffd')
  return NO_STYLE.has(style) ? wellFormed : `${wellFormed}, ${style} style`
}
