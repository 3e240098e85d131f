import { describe, expect, it } from 'vitest'
import { parseWords } from './parse.ts'

const read = (words: string) => parseWords(words, 1)

describe('what words ask for', () => {
  it.each([
    ['a red car at sunset', { time: 'sunset' }],
    ['three blue birds in the forest', { place: 'forest', time: 'day' }],
    ['a black cat in the rain in the city', { place: 'city', weather: 'rain' }],
    ['un lapin dans la neige', { weather: 'snow' }],
    ['ein Wald bei Nacht', { place: 'forest', time: 'night' }],
    ['una montaña al atardecer', { place: 'mountains', time: 'sunset' }],
    ['a boat in the desert', { place: 'desert' }],
    ['a whale', { place: 'underwater' }],
    ['a cat under the sea', { place: 'underwater' }],
    ['un chat sous l’eau', { place: 'underwater' }],
    ['a rocket', { place: 'space' }],
    ['love', { place: 'ribbons' }],
    ['joy', { place: 'rays' }],
    ['a field of stars', { place: 'meadow', time: 'night' }],
    ['夜の森', { place: 'forest', time: 'night' }],
    ['a spoon', { place: 'meadow' }],
  ])('%s plays where it says', (words, scene) => {
    expect(read(words).scene).toMatchObject(scene)
  })

  it.each([
    ['a red car at sunset', [{ icon: 'automobile', count: 1, tint: 'red' }]],
    ['three blue birds in the forest', [{ icon: 'bird', count: 3, tint: 'blue' }]],
    ['drei rote Autos', [{ icon: 'automobile', count: 3, tint: 'red' }]],
    [
      'un lapin qui mange une carotte',
      [
        { icon: 'rabbit', count: 1 },
        { icon: 'carrot', count: 1 },
      ],
    ],
    [
      'a black cat and a white rabbit',
      [
        { icon: 'cat', tint: 'black' },
        { icon: 'rabbit', tint: 'white' },
      ],
    ],
    ['an orange cat', [{ icon: 'cat', tint: 'orange' }]],
    ['猫', [{ icon: 'cat', count: 1 }]],
    ['🐈🐈', [{ icon: 'cat', count: 2 }]],
    ['12 dogs', [{ icon: 'dog', count: 12 }]],
  ])('%s shows what it names', (words, heroes) => {
    expect(read(words).heroes).toMatchObject(heroes)
    expect(read(words).heroes).toHaveLength(heroes.length)
  })

  it.each(['the meaning of it all', 'constructor __proto__', 'underwater dreams', 'hope'])(
    '%s names no thing there is art for',
    (words) => {
      expect(read(words).heroes).toEqual([])
    },
  )
})
