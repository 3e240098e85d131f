import { fontMetrics, fontsFor } from './fonts.ts'

/** More than this is not read on a picture; the rest becomes an ellipsis. */
const LONGEST = 130
/** Two marks on one letter are writing, ten are noise (Devanagari needs up to three). */
const MARKS_PER_LETTER = 3

/**
 * The words as they can be set: no control or direction marks, no emoji, no stacked accents, nothing without a glyph.
 * May be empty.
 */
export function cleanForType(words: string): string {
  const plain = words
    .normalize('NFC')
    .replace(
      /[\p{Extended_Pictographic}\p{Regional_Indicator}\u{1f3fb}-\u{1f3ff}\u20e3\ufe00-\ufe0f\u{e0000}-\u{e007f}]/gu,
      (char) => (/[\d#*©®™]/u.test(char) ? char : ' '),
    )
    .replace(/[\s\p{Z}]+/gu, ' ')
    .replace(/\p{C}/gu, '')
    .replace(new RegExp(`(\\p{M}{${MARKS_PER_LETTER}})\\p{M}+`, 'gu'), '$1')
    .replace(/([^\p{L}\p{N}\s])\1{3,}/gu, '$1$1$1')
    .trim()
  const fonts = fontsFor(plain).map(fontMetrics)
  const known = [...plain].filter((char) => char === ' ' || fonts.some((font) => font.has(char.codePointAt(0) ?? 0)))
  const text = known.join('').replace(/ +/g, ' ').trim()
  return shorten(text)
}

function shorten(text: string): string {
  const chars = [...text]
  if (chars.length <= LONGEST) return text
  const cut = chars.slice(0, LONGEST).join('')
  const space = cut.lastIndexOf(' ')
  return `${(space > LONGEST * 0.6 ? cut.slice(0, space) : cut).replace(/[\s\p{P}]+$/u, '')}…`
}
