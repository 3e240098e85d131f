import { describe, expect, it } from 'vitest'
import { parseScene } from './parse-scene.ts'

/** A scene in a line: things with what is said of them, then what they do and where. */
function told(words: string): string {
  const { things, relations } = parseScene(words)
  const name = (index: number | undefined) => (index === undefined ? '' : (things[index]?.head ?? ''))
  const said = things.map(({ head, count, attributes, negated }) =>
    [negated ? 'no' : '', count ?? '', ...attributes, head].filter(Boolean).join(' '),
  )
  return [...said, ...relations.map(({ from, name: verb, to }) => `${name(from)} ${verb} ${name(to)}`.trim())].join(
    ' · ',
  )
}

describe('a prompt is read as', () => {
  it.each([
    ['three blue birds in the forest', '3 blue bird · forest · bird in forest'],
    ['a knight fighting a dragon', 'knight · dragon · knight fight dragon'],
    ['the cat is watched by the dog', 'cat · dog · dog watch cat'],
    [
      'a castle with a dragon flying above it',
      'castle · dragon · castle with dragon · dragon fly · dragon over castle',
    ],
    ['a man without a beard', 'man · no beard'],
    ['an old man fishing on a lake', 'old man · lake · man fish · man on lake'],
    ['hot dog', 'hot dog'],
    ['a dog that is hot', 'hot dog'],
    ['starry night', 'starry night'],
    ['a pair of cats asleep on the couch', '2 asleep cat · couch · cat on couch'],
    ['children playing', 'many child · child play'],
    ['un lapin qui mange une carotte dans la neige', 'rabbit · carrot · snow · rabbit eat carrot · carrot in snow'],
    ['trois oiseaux noirs', '3 black bird'],
    ['dos caballos en la playa', '2 horse · beach · horse in beach'],
    ['ein schlafender Hund', 'dog · dog sleep'],
    ["gâteau d'anniversaire avec des bougies", 'birthday cake · many candle · birthday cake with candle'],
  ])('%s', (words, scene) => {
    expect(told(words)).toBe(scene)
  })

  it('a thing and what is said of it are told apart from one name of two words', () => {
    expect(parseScene('hot dog').things).toMatchObject([{ head: 'hot dog', attributes: [] }])
    expect(parseScene('a dog that is hot').things).toMatchObject([{ head: 'dog', attributes: ['hot'] }])
  })

  it('what it does not understand is said, and nothing is made up for it', () => {
    expect(parseScene('a blorptast in the rain')).toMatchObject({ unknown: ['blorptast'] })
  })

  it('the language its words are in', () => {
    const languages = ['a train arriving', 'un chat noir', 'un gato negro', 'eine schwarze Katze'].map(
      (words) => parseScene(words).language,
    )
    expect(languages).toEqual(['en', 'fr', 'es', 'de'])
  })

  it.each(['', ',,,,', '🐈', 'constructor __proto__ toString', 'x'.repeat(2000), 'the the the', 'no', '猫'])(
    'something, whatever it is: %j',
    (words) => {
      expect(() => parseScene(words)).not.toThrow()
    },
  )
})
