import { describe, expect, it } from 'vitest'
import { castScene } from '../cast/cast-scene.ts'
import { createCanvas } from '../compose.ts'
import type { Ensemble } from '../ensemble.ts'
import { createRandom } from '../random.ts'
import { parseWords } from '../words/parse.ts'
import { arrange, type CompositionName, chooseComposition } from './choose-composition.ts'
import { leading } from './leading.ts'
import { boxOf, frameOfCanvas } from './placement.ts'
import { hiding, isInside } from './settle.ts'

const SIZES = [
  [1024, 1024],
  [1536, 864],
  [864, 1536],
] as const

/** A plain figure, 100 high and `width` wide. */
function figure(kind: string, width = 90, role: Ensemble['role'] = 'main', flying = false): Ensemble {
  const box = { left: -width / 2, right: width / 2, top: role === 'backdrop' ? -260 : -100, bottom: 0 }
  return { markup: '', box, feet: flying ? [] : [{ x: 0, width: width * 0.7 }], faces: 'left', role, kind }
}

function arranged(name: CompositionName, ensembles: readonly Ensemble[], seed: number, width: number, height: number) {
  const { scene } = parseWords('a meadow', seed)
  const canvas = createCanvas({ scene: { ...scene, place: 'meadow' } }, `test/${seed}`, width, height)
  const cast = { ensembles, together: 'apart' as const }
  return arrange(name, { canvas, place: 'meadow', cast, random: createRandom(`test/${seed}`), foot: 0 })
}

describe.each(SIZES)('compositions at %i x %i', (width, height) => {
  it.each([
    ['single', 1],
    ['group', 2],
    ['group', 3],
    ['group', 5],
    ['group', 8],
    ['group', 12],
    ['procession', 2],
    ['procession', 6],
    ['diorama', 1],
    ['diorama', 4],
    ['scatter', 12],
  ] as const)('%s shows exactly %i, all inside, none hiding another', (name, count) => {
    for (let seed = 0; seed < 12; seed++) {
      const cast = Array.from({ length: count }, () => figure('dog'))
      const { placements, canvas } = arranged(name, cast, seed, width, height)
      expect(placements).toHaveLength(count)
      expect(placements.filter((placement) => !isInside(placement, frameOfCanvas(canvas)))).toEqual([])
      expect(hiding(placements)).toBeLessThan(0.02)
    }
  })

  it('a pattern repeats what it is of at least eight times, apart from each other and inside', () => {
    for (let seed = 0; seed < 8; seed++) {
      const { placements, canvas } = arranged('pattern', [figure('strawberry', 80)], seed, width, height)
      expect(placements.length).toBeGreaterThanOrEqual(8)
      expect(placements.filter((placement) => !isInside(placement, frameOfCanvas(canvas)))).toEqual([])
      expect(hiding(placements)).toBe(0)
    }
  })

  it('a close-up fills the picture with one figure, its top inside', () => {
    for (let seed = 0; seed < 8; seed++) {
      const { placements, canvas } = arranged('close-up', [figure('cat', 120)], seed, width, height)
      const [one] = placements
      if (!one) throw new Error('nobody there')
      const { top, bottom } = boxOf(one)
      expect(top).toBeGreaterThan(0)
      expect(bottom - top).toBeGreaterThan(canvas.height * 0.6)
    }
  })
})

describe('depth', () => {
  it('a house stands behind the figures and is larger', () => {
    for (let seed = 0; seed < 12; seed++) {
      const cast = [figure('horse'), figure('house', 240, 'backdrop'), figure('horse')]
      const { placements } = arranged('group', cast, seed, 1024, 1024)
      const [first, ...others] = placements
      expect(first?.ensemble.role).toBe('backdrop')
      expect(others).toHaveLength(2)
      const tall = (at: (typeof placements)[number]) => boxOf(at).bottom - boxOf(at).top
      for (const other of others) if (first) expect(tall(first)).toBeGreaterThan(tall(other))
    }
  })

  it('the nearer of equals is the larger', () => {
    const cast = Array.from({ length: 6 }, () => figure('dog'))
    const { placements } = arranged('group', cast, 3, 1024, 1024)
    const scales = [...placements].sort((a, b) => a.y - b.y).map(({ scale }) => scale)
    expect(scales).toEqual([...scales].sort((a, b) => a - b))
  })

  it('what flies is above the ground it throws its shadow on', () => {
    const { placements } = arranged('single', [figure('dragon', 120, 'main', true)], 1, 1024, 1024)
    for (const { y, floor } of placements) expect(y).toBeLessThan((floor ?? 0) - 50)
  })

  it('who chases runs behind, and all look the same way', () => {
    for (let seed = 0; seed < 8; seed++) {
      const { placements } = arranged('procession', [figure('cat'), figure('mouse', 60)], seed, 1024, 1024)
      const [cat, mouse] = ['cat', 'mouse'].map((kind) => placements.find(({ ensemble }) => ensemble.kind === kind))
      if (!cat || !mouse) throw new Error('somebody is missing')
      expect(cat.flip).toBe(mouse.flip)
      // Drawn looking left: unflipped they run to the left, the chaser on the right.
      expect(cat.x > mouse.x).toBe(!cat.flip)
    }
  })
})

describe('the composition of words', () => {
  const chosen = (words: string, seed: number) => {
    const plan = parseWords(words, seed)
    const canvas = createCanvas(plan, words, 512, 512)
    const cast = castScene(plan.words, plan.said, canvas.defs, createRandom(words))
    return { name: chooseComposition(plan, cast, canvas.stage.floats, createRandom(`${words}/${seed}`)), cast }
  }

  it.each([
    ['a pattern of strawberries', 'pattern'],
    ['a diorama of a dog', 'diorama'],
    ['portrait of a cat', 'close-up'],
    ['a parade of six elephants', 'procession'],
    ['the forest', 'landscape'],
    ['the meaning of it all', 'typographic'],
    ['I ❤️ mondays', 'typographic'],
  ])('%s is a %s', (words, name) => {
    expect(chosen(words, 1).name).toBe(name)
  })

  it('differs by the seed where several fit', () => {
    const names = new Set(Array.from({ length: 30 }, (_, seed) => chosen('three dogs', seed).name))
    expect(names.size).toBeGreaterThanOrEqual(3)
  })

  it('never shows more than can be counted', () => {
    const many = Array.from({ length: 40 }, () => figure('bee', 60))
    expect(leading({ ensembles: many, together: 'many' }).figures).toHaveLength(12)
  })
})
