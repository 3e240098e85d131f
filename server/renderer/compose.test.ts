import { describe, expect, it } from 'vitest'
import { compose } from './compose.ts'
import { parseWords } from './words/parse.ts'

const draw = (words: string, seed: number, width = 512, height = 512) =>
  compose(parseWords(words, seed), `${words}/${seed}`, width, height)

describe('a composed picture', () => {
  it.each(['three blue birds in the forest', 'freedom', 'a pattern of cats', 'the sea at night', 'قطة جميلة'])(
    '%s is the same SVG for the same seed, and another for another',
    (words) => {
      const svgs = [1, 1, 2, 3, 4].map((seed) => draw(words, seed))
      expect(svgs[0]).toBe(svgs[1])
      expect(new Set(svgs).size).toBe(4)
    },
  )

  it('is a picture without a caption where all that was asked is seen', () => {
    expect(draw('a dog', 1)).not.toContain('aria-label')
    expect(draw('the forest', 1)).not.toContain('aria-label')
  })

  it('says in a caption what it could not draw', () => {
    expect(draw('a dog and a flurbwozzle', 1)).toContain('aria-label="a dog and a flurbwozzle"')
  })

  it('spells out words that name nothing', () => {
    expect(draw('synergistic paradigms', 1)).toContain('aria-label')
  })

  it.each([
    ['10,000 commas', ','.repeat(10_000)],
    ['300 emoji', '😀🚀🍕'.repeat(100)],
    ['letters and emoji', 'a😀b🚀c🍕'.repeat(60)],
    ['an endless word', 'w'.repeat(5000)],
    ['a page of prose', 'the quick brown fox jumps over the lazy dog and '.repeat(100)],
  ])('stays small for %s', (_, words) => {
    expect(draw(words, 1).length).toBeLessThan(1_500_000)
  })
})
