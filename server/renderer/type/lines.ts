/** Scripts that may break between any two characters (Korean breaks at its spaces). */
const BREAKS_ANYWHERE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** The longest run of letters kept on one line. */
const LONGEST_WORD = 22

/** A breakable piece of text, and whether a space stands before it. */
type Piece = { text: string; spaced: boolean }

function pieces(text: string): Piece[] {
  return text.split(' ').flatMap((word): Piece[] => {
    const chars = [...word]
    const step = BREAKS_ANYWHERE.test(word) ? 1 : LONGEST_WORD
    if (chars.length <= step) return [{ text: word, spaced: true }]
    const out: Piece[] = []
    for (let i = 0; i < chars.length; i += step) out.push({ text: chars.slice(i, i + step).join(''), spaced: i === 0 })
    // Closing marks never start a line.
    return out.reduce<Piece[]>((kept, piece) => {
      const last = kept.at(-1)
      if (last && /^[\p{M}\p{Pe}\p{Pf}\p{Po}ー]+$/u.test(piece.text)) last.text += piece.text
      else kept.push(piece)
      return kept
    }, [])
  })
}

const join = (part: readonly Piece[]) =>
  part.map((piece, i) => (i > 0 && piece.spaced ? ` ${piece.text}` : piece.text)).join('')

/** Breaks at a given width, greedily. */
function breakAt(parts: readonly Piece[], width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line: Piece[] = []
  for (const piece of parts) {
    if (line.length > 0 && measure(join([...line, piece])) > width) {
      lines.push(join(line))
      line = []
    }
    line.push(piece)
  }
  if (line.length > 0) lines.push(join(line))
  return lines
}

/** The text in at most `count` lines of nearly equal width: the narrowest measure that still fits. */
export function balance(text: string, count: number, measure: (text: string) => number): string[] {
  const parts = pieces(text)
  let low = Math.max(...parts.map((piece) => measure(piece.text)))
  let high = measure(text)
  if (breakAt(parts, low, measure).length <= count) return breakAt(parts, low, measure)
  for (let round = 0; round < 12; round++) {
    const middle = (low + high) / 2
    if (breakAt(parts, middle, measure).length <= count) high = middle
    else low = middle
  }
  return breakAt(parts, high + 0.01, measure)
}
