/** Text as it is compared: no case, no accents, compatibility forms folded. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

/** Scripts written without spaces, where a keyword is looked for anywhere in the text. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text)
}

/** The folded words of a text, in order. */
export function tokenise(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Ways a word may stand in a list: itself, then without the plural endings of English, French and Spanish. */
export function stems(token: string): string[] {
  const out = [token]
  if (token.endsWith('ies') && token.length > 4) out.push(`${token.slice(0, -3)}y`)
  if (token.endsWith('ves') && token.length > 4) out.push(`${token.slice(0, -3)}f`, `${token.slice(0, -3)}fe`)
  if (token.endsWith('es') && token.length > 4) out.push(token.slice(0, -2))
  if (token.endsWith('s') && token.length > 3) out.push(token.slice(0, -1))
  return out
}
