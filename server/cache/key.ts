import { createHash } from 'node:crypto'

/** Everything that changes a picture: two requests with one key may share one. */
export type KeyParts = {
  words: string
  width: number
  height: number
  style: string
  /** The upstream's model, with its version. */
  model: string
  /** Set for a fresh variation and for a private picture: such a key is nobody else's. */
  only?: string | undefined
}

/**
 * The words as they count for sameness: letters in one case, numbers, marks and symbols, single spaces. Punctuation
 * separates. Words of every script, and emoji, stay themselves: 猫, قطة and 🐱 are three.
 */
export function canonicalWords(words: string): string {
  const folded = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{S}\p{Join_Control}#&@%]+/gu, ' ')
    .trim()
  // Only punctuation: then the punctuation itself is what was asked for.
  return folded === '' ? words.normalize('NFKC').trim() : folded
}

/** The cache key: SHA-256, hex, of the parts in a form no words can imitate. */
export function cacheKey({ words, width, height, style, model, only }: KeyParts): string {
  const parts = JSON.stringify([canonicalWords(words), width, height, style, model, only ?? null])
  return createHash('sha256').update(parts).digest('hex')
}

/** The seed a key's first drawing uses (0 to 2^32 - 1): same key, same picture. */
export function seedOf(key: string): number {
  return Number.parseInt(key.slice(0, 8), 16)
}
