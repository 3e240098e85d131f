import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareScenes } from './compare-scenes.ts'
import { parseScene } from './parse-scene.ts'
import { SIMILAR_ENOUGH } from './similar-enough.ts'

const compare = (asked: string, cached: string) => compareScenes(parseScene(asked), parseScene(cached))

describe('the same picture', () => {
  it.each([
    ['kids play in a park', 'children playing in the park'],
    ['physician at the hospital', 'a doctor in a hospital'],
    ['a giant whale in the sea', 'huge whale in the ocean'],
    ['a laughing baby', 'an infant laughing'],
    ['roses in a vase', 'a painting of a vase of roses'],
    ['deux chevaux sur la plage', 'two horses on the beach'],
    ['Schnee auf dem Dach', 'snow on the roof'],
  ])('%s, is that of: %s', (asked, cached) => {
    expect(compare(asked, cached)).toMatchObject({ vetoed: false })
    expect(compare(asked, cached).score).toBeGreaterThanOrEqual(SIMILAR_ENOUGH)
  })

  it('is not worth less for the other order of the two', () => {
    expect(compare('a lady reading', 'a woman who reads').score).toBeCloseTo(
      compare('a woman who reads', 'a lady reading').score,
    )
  })
})

describe('another picture', () => {
  it.each([
    ['seven candles', 'four candles', 'count'],
    ['a table with chairs', 'a table without chairs', 'negation'],
    ['a white rose', 'a red rose', 'attribute'],
    ['metal chair', 'wooden chair', 'attribute'],
    ['a dirty kitchen', 'a clean kitchen', 'attribute'],
    ['a man biting a dog', 'a dog biting a man', 'roles'],
    ['a bird under a bridge', 'a bird on a bridge', 'relation'],
    ['a wolf sleeping', 'a wolf howling', 'relation'],
    ['a girl feeding a duck', 'a boy feeding a duck', 'missing'],
    ['une reine', 'a king', 'missing'],
  ])('%s, is that of: %s, for its %s', (asked, cached, kind) => {
    const { vetoed, score, differences } = compare(asked, cached)
    expect(vetoed).toBe(true)
    expect(score).toBeLessThan(SIMILAR_ENOUGH)
    expect(differences.map((difference) => difference.kind)).toContain(kind)
  })
})

it('any words are most like themselves, and no score leaves 0 to 1', () => {
  const word = fc.constantFrom(
    'cat',
    'dogs',
    'red',
    'on',
    'no',
    'three',
    'running',
    'with',
    'a',
    'blorp',
    'chat',
    'sous',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), fc.array(word, { maxLength: 8 }), (a, b) => {
      const [one, other] = [a.join(' '), b.join(' ')]
      expect(compare(one, one)).toMatchObject({ score: 1, vetoed: false })
      const { score } = compare(one, other)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1)
    }),
    { seed: 4, numRuns: 300 },
  )
})
