import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordsSchema } from './words.ts'

const parse = (words: string) => wordsSchema.safeParse(words)
const refusal = (words: string) => parse(words).error?.issues[0]?.message
const MOST = 'Use at most 300 characters.'

describe('words', () => {
  test('are 1 to 300 characters, counted as people count code points', () => {
    expect(parse('a').data).toBe('a')
    expect(parse('🐱'.repeat(300)).success).toBe(true)
    expect(refusal('🐱'.repeat(301))).toBe(MOST)
    expect(refusal('a'.repeat(301))).toBe(MOST)
    expect(refusal('a'.repeat(1_000_000))).toBe(MOST)
    expect(parse(`${' '.repeat(500)}a car`).data).toBe('a car')
  })

  test('are counted as they are kept: what grows when it is folded must fit afterwards', () => {
    expect(refusal('\ufdfa'.repeat(20))).toBe(MOST) // one character, eighteen when folded
    expect(parse('e\u0301'.repeat(300)).data).toBe('é'.repeat(300))
  })

  test('are folded and spaced alike, whatever they were typed with', () => {
    expect(parse('  ａ\u00a0red\t\r\ncar ').data).toBe('a red car')
    expect(parse('ﬁne').data).toBe('fine')
  })

  test.each([
    ['nothing', ''],
    ['spaces', ' \t\n\u00a0\u3000 '],
    ['control characters', '\u0000\u0007\u009f\u007f'],
    ['zero-width characters', '\u200b\u200c\u200d\ufeff\u2060'],
    ['combining marks', '\u0301\u0302'],
    ['bidi marks', '\u200e\u200f\u202e\u2066\u061c'],
    ['blank letters', '\u3164\u115f\uffa0'],
  ])('of %s alone are none', (_, words) => {
    expect(refusal(words)).toBe('Type a few words first.')
  })

  test('lose control characters and marks that reorder or hide text', () => {
    expect(parse('a\u0000 re\u00add\u200b c\u202ear\u2066\u200e\ufeff').data).toBe('a red car')
  })

  test('keep what scripts and emoji need: joiners, selectors, flags, right-to-left letters', () => {
    for (const words of ['👩‍🚀 on ❤️', 'می‌خواهم', 'قطة', '猫', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'नमस्ते', '1️⃣', '?!']) {
      expect(parse(words).data).toBe(words.normalize('NFKC'))
    }
  })

  test('with half a character are refused', () => {
    expect(refusal('a \ud83d cat')).toMatch(/broken character/)
    expect(refusal('\udc31')).toMatch(/broken character/)
  })

  test('once parsed are what they are: parsing again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 320 }), (words) => {
        const once = parse(words)
        if (!once.success) return
        expect(parse(once.data).data).toBe(once.data)
        expect([...once.data].length).toBeLessThanOrEqual(300)
        expect(once.data).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]|^\s|\s$|\s\s/u)
      }),
      { numRuns: 2_000, seed: 3 },
    )
  })
})
