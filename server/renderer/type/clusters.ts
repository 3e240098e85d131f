import { iconOf } from './emoji.ts'

/** Scripts whose letters stand apart: each may be turned or boxed on its own. All others go word by word. */
const APART =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]+$/u

/** A word in the pieces that may stand apart: letters with their marks, or the whole word where letters join. */
export function clustersOf(word: string): string[] {
  if (!APART.test(word) && ![...word].some(iconOf)) return [word]
  const letters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)].map(
    (one) => one.segment,
  )
  return letters.reduce<string[]>((pieces, letter) => {
    // Points and commas lean on the letter before them.
    const last = pieces.at(-1)
    if (last !== undefined && /^[\p{Po}\p{Pe}\p{Pf}]$/u.test(letter)) pieces[pieces.length - 1] = last + letter
    else pieces.push(letter)
    return pieces
  }, [])
}
