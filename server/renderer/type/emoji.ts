import { art } from '../icons/art.ts'

/** Emoji that are set inline stand in the text as characters of a private plane, one a known emoji. */
const FIRST = 0xf0000

/** So many are set inline; each costs as much as a figure. */
const MOST = 5

let known: { codes: ReadonlyMap<string, number>; icons: readonly string[] } | undefined

function load() {
  if (known) return known
  const entries = [...art().chars]
  known = { codes: new Map(entries.map(([char], i) => [char, FIRST + i])), icons: entries.map(([, icon]) => icon) }
  return known
}

const PICTURES = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** The text with each emoji there is art for as one private character, and a space for every other. */
export function encodeEmoji(text: string): string {
  if (!PICTURES.test(text)) return text
  let left = MOST
  let out = ''
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (!PICTURES.test(segment) || /^[©®™]/u.test(segment)) {
      out += segment
      continue
    }
    const code = load().codes.get(segment.replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, ''))
    out += code !== undefined && left-- > 0 ? ` ${String.fromCodePoint(code)} ` : ' '
  }
  return out
}

/** The icon a character stands for, if it is an inline emoji. */
export function iconOf(char: string): string | undefined {
  const code = char.codePointAt(0) ?? 0
  return code < FIRST ? undefined : load().icons[code - FIRST]
}

/** Whether a clean text has words, and emoji between them. */
export function mixesEmoji(text: string): boolean {
  return /\p{L}/u.test(text) && [...text].some((char) => iconOf(char) !== undefined)
}
