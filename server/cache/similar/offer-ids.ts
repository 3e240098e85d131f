import { createHash } from 'node:crypto'

const digest = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

/** Who asks for which words, in a form that tells neither. `key` is that of the words. */
export const askedBy = (owner: string, key: string) => digest('asked by', owner, key)

/** One offer for each asker, words and cached picture, however often it is shown. */
export const offerId = (by: string, cachedKey: string) => digest('offer', by, cachedKey).slice(0, 22)
