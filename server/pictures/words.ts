import { z } from 'zod'

export const MAX_WORDS_LENGTH = 300

/** C0, C1, DEL, and the marks that reorder or hide text. Zero-width joiners stay: emoji and several scripts need them. */
const CONTROL = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\ufeff\u2028\u2029]/gu
const LONE_SURROGATE = /\p{Cs}/u

/** What is to be drawn, as it is kept and shown: NFKC, single spaces, 1 to 300 characters, no control characters. */
export const wordsSchema = z
  .string()
  .max(4 * MAX_WORDS_LENGTH, `Use at most ${MAX_WORDS_LENGTH} characters.`)
  .refine((value) => !LONE_SURROGATE.test(value), 'The words contain a broken character; type them again.')
  .transform((value) => value.replace(/\s+/g, ' ').replace(CONTROL, '').normalize('NFKC').replace(/\s+/g, ' ').trim())
  .refine((value) => value !== '', 'Type a few words first.')
  .refine((value) => [...value].length <= MAX_WORDS_LENGTH, `Use at most ${MAX_WORDS_LENGTH} characters.`)
