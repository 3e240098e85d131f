import { z } from 'zod'

export const MAX_WORDS_LENGTH = 300

/**
 * C0, C1 and DEL; the marks that reorder or hide text (bidi controls, soft hyphen, zero-width space, word joiner and their
 * like). Zero-width joiners, variation selectors and tags stay: emoji and several scripts need them.
 */
const CONTROL = /[\p{Cc}\p{Bidi_Control}\u00ad\u180e\u200b\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
const LONE_SURROGATE = /\p{Cs}/u
/** Something one can see: joiners, fillers and combining marks alone are nothing to draw. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}]/u

/** What is to be drawn, as it is kept and shown: NFKC, single spaces, 1 to 300 characters, no control characters. */
export const wordsSchema = z
  .string()
  .max(4 * MAX_WORDS_LENGTH, `Use at most ${MAX_WORDS_LENGTH} characters.`)
  .refine((value) => !LONE_SURROGATE.test(value), 'The words contain a broken character; type them again.')
  .transform((value) => value.replace(/\s+/g, ' ').replace(CONTROL, '').normalize('NFKC').replace(/\s+/g, ' ').trim())
  .refine((value) => VISIBLE.test(value), 'Type a few words first.')
  .refine((value) => [...value].length <= MAX_WORDS_LENGTH, `Use at most ${MAX_WORDS_LENGTH} characters.`)
