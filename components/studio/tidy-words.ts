/** The service takes 1 to this many characters. */
export const MAX_CHARACTERS = 300

/** The words as they are sent: one line, no control characters, no spaces around. */
export function tidyWords(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

/** Characters as a person counts them to a limit: code points, so that one emoji of two code units is one. */
export function characterCount(words: string): number {
  return [...words].length
}
