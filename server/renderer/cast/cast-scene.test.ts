import { describe, expect, it } from 'vitest'
import { parseScene } from '../../words/parse-scene.ts'
import { createRandom } from '../random.ts'
import { createDefs } from '../svg.ts'
import { nameThings } from '../words/name-things.ts'
import { parseWords } from '../words/parse.ts'
import { castScene } from './cast-scene.ts'
import { type Part, partsOf } from './parts.ts'

function cast(words: string, seed = 'one') {
  const plan = parseWords(words, 1)
  return castScene(plan.words, plan.said, createDefs(), createRandom(seed))
}

function parts(words: string): Part[] {
  const said = parseScene(words)
  return partsOf(words, nameThings(words, said), said)
}

const kinds = (words: string) => cast(words).ensembles.map(({ kind }) => kind)
/** Who does what to whom, as icons. */
function told(words: string): string[] {
  return parts(words).flatMap((part) => {
    const icon = part.named.icon
    const to = (what: string, other: Part | undefined) => (other ? [`${icon} ${what} ${other.named.icon}`] : [])
    return [
      ...to('rides', part.rides),
      ...to(part.at?.how ?? '', part.at?.part),
      ...to(part.meets?.how ?? '', part.meets?.part),
      ...to('eats', part.eats),
      ...part.holds.flatMap((held) => to('holds', held)),
      ...part.wears.flatMap((worn) => to('wears', worn)),
    ]
  })
}

describe('as many as the words say', () => {
  it.each([
    ['three blue birds in the forest', 3],
    ['ten yellow ducks', 10],
    ['12 dogs', 12],
    ['trois oiseaux noirs', 3],
    ['dos caballos en la playa', 2],
    ['🐈🐈', 2],
  ])('%s', (words, count) => {
    expect(kinds(words)).toHaveLength(count)
    expect(new Set(kinds(words)).size).toBe(1)
  })

  it('a herd is five to nine, by the seed', () => {
    const counts = ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => cast('a herd of cows', seed).ensembles.length)
    for (const count of counts) expect(count).toBeGreaterThanOrEqual(5)
    for (const count of counts) expect(count).toBeLessThanOrEqual(9)
    expect(new Set(counts).size).toBeGreaterThan(1)
  })
})

describe('who does what to whom', () => {
  it.each([
    ['a cat chasing a dog', ['cat chases dog']],
    ['a dog chasing a cat', ['dog chases cat']],
    ['a cat chased by two dogs', ['dog chases cat']],
    ['a bird on a cat', ['bird on cat']],
    ['a cat on a bird', ['cat on bird']],
    ['an astronaut riding a horse on the moon', ['astronaut rides horse', 'horse on full-moon']],
    ['a penguin wearing a top hat and a scarf', ['penguin wears top-hat', 'penguin wears scarf']],
    ['a cat wearing sunglasses playing the guitar', ['cat holds guitar', 'cat wears sunglasses']],
    ['un lapin qui mange une carotte dans la neige', ['rabbit eats carrot']],
    ['una niña leyendo un libro bajo un árbol', ['girl under deciduous-tree', 'girl holds open-book']],
    ['eine Katze sitzt auf dem Mond', ['cat on full-moon']],
    ['a girl with a red balloon', ['girl holds balloon']],
    ['a turtle with a house on its back', ['house on turtle']],
    ['帽子をかぶった猫', ['cat wears top-hat']],
    ['قطة تحت الشجرة', ['cat under deciduous-tree']],
  ])('%s', (words, doings) => {
    expect(told(words).sort()).toEqual([...doings].sort())
  })

  it('nobody stands on who stands on him', () => {
    expect(() => cast('a cat on a dog on a cat on a dog and the dog on the cat')).not.toThrow()
  })
})

describe('what is there', () => {
  it.each([
    ['no people, an empty street at night', []],
    ['a city without cars', []],
    ['a man without a hat', ['man']],
    ['digital art of a fox', ['fox']],
    ['a cup of tea', ['teacup-without-handle']],
    ['a trout', ['fish']],
    ['a photo of a hot air balloon above the mountains', ['hot-air-balloon']],
    ['кот и собака в лесу', ['cat', 'dog']],
    ['constructor toString hasOwnProperty', []],
  ])('%s', (words, icons) => {
    expect(kinds(words)).toEqual(icons)
  })

  it('a rider is above the horse, and taller together than either', () => {
    const height = (words: string) => {
      const [first] = cast(words).ensembles
      return first ? first.box.bottom - first.box.top : 0
    }
    expect(height('a man riding a horse')).toBeGreaterThan(height('a horse') * 1.3)
    expect(cast('a man riding a horse').ensembles).toHaveLength(1)
  })

  it('a small one is smaller, a big one larger than its like', () => {
    const width = (words: string) => {
      const [first] = cast(words).ensembles
      return first ? first.box.right - first.box.left : 0
    }
    expect(width('a tiny elephant')).toBeLessThan(width('an elephant'))
    expect(width('a giant elephant')).toBeGreaterThan(width('an elephant'))
  })

  it('who flies has no feet on the ground, who jumps is above it', () => {
    expect(cast('a flying pig').ensembles[0]?.feet).toEqual([])
    expect(cast('a dog jumping').ensembles[0]?.box.bottom).toBeLessThan(0)
  })

  it('a sleeper lies: lower than one who stands', () => {
    const top = (words: string) => cast(words).ensembles[0]?.box.top ?? 0
    expect(top('a bear sleeping')).toBeGreaterThan(top('a bear'))
  })
})

it('the same words and seed are the same cast', () => {
  const words = 'a panda playing the drums and two foxes dancing under a tree'
  expect(cast(words)).toEqual(cast(words))
})

it.each([
  '🐈'.repeat(300),
  ','.repeat(10_000),
  'cat on dog on '.repeat(60),
  `z̷̢̛a̴l̸g̶o̷ ${'̸̡̢'.repeat(400)}`,
  'hat '.repeat(200),
  '12 cats '.repeat(40),
])('words meant to be costly are not: %#', (words) => {
  const started = performance.now()
  const { ensembles } = cast(words)
  expect(ensembles.length).toBeLessThanOrEqual(6 * 12)
  expect(performance.now() - started).toBeLessThan(2000)
})
