import { encodeEmoji, iconOf } from './emoji.ts'
import { fontMetrics, fontsFor } from './fonts.ts'

/** More than this is not read on a picture; the rest becomes an ellipsis. */
const LONGEST = 130
/** What joins, colours or varies emoji, and emoji there is no art for. */
const LEFTOVERS = /\p{Emoji_Modifier}|\u20e3|\p{Variation_Selector}|[\u{e0000}-\u{e007f}]|\p{Regional_Indicator}/gu

/** Accents stacked on a letter of these scripts are noise beyond the first; Indic writing needs several marks. */
const STACKED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]\p{M})\p{M}+/gu
const HEAPED = /(\p{M}{4})\p{M}+/gu

/**
 * The words as they can be set: no control or direction marks, no stacked accents, nothing without a glyph. Emoji there
 * is art for are private characters (emoji.ts). May be empty.
 */
export function cleanForType(words: string): string {
  const plain = encodeEmoji(words.normalize('NFC').replace(/\p{Co}/gu, ''))
    .replace(LEFTOVERS, ' ')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}]/gu, '')
    .replace(STACKED, '$1')
    .replace(HEAPED, '$1')
    .replace(/([^\p{L}\p{N}\s])\1{3,}/gu, '$1$1$1')
    .trim()
  const fonts = fontsFor(plain).map(fontMetrics)
  const known = [...plain].filter(
    (char) => char === ' ' || iconOf(char) || fonts.some((font) => font.has(char.codePointAt(0) ?? 0)),
  )
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
