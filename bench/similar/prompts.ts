import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { lexicon, SECTION_END, SECTIONS } from '../../server/words/lexicon/lexicon.ts'
import { createRandom, type Random } from '../queue/random.ts'

const file = (name: string) => new URL(`../../server/words/lexicon/${name}`, import.meta.url)

/** Of the words people use most, a few take most of the places (Zipf): by rank, with this exponent. */
const ZIPF = 0.9
/** So many prompts are an earlier one with a word or two changed. */
const NEAR_DUPLICATES = 0.15
const IN_ANOTHER_LANGUAGE = 0.15

const COLOURS = 'red blue green yellow black white brown pink purple orange golden silver'.split(' ')
const ADJECTIVES =
  'big small tiny huge old young happy sad angry cute fluffy wild lonely broken shiny wooden magic sleepy brave dirty'.split(
    ' ',
  )
const NUMBERS = ['two', 'three', 'four', 'five', 'seven', 'a few', 'many']
const ALONE = 'sleeping running dancing flying reading swimming laughing jumping crying singing smiling'.split(' ')
const TOWARDS = 'holding eating riding chasing wearing painting carrying watching kissing fixing'.split(' ')
const PLACES =
  'on the moon,in the forest,under a tree,at the beach,in the snow,in space,on a mountain,in a kitchen,by the sea,in the rain,in a garden,on a boat,at night,at sunset,in a big city,in the desert'.split(
    ',',
  )
const FRAMES = ['', '', '', '', '', '', 'a photo of ', 'a painting of ', 'a drawing of ', 'picture of ']
const FOREIGN = {
  fr: { one: 'un', joins: [' et un ', ' avec un ', ' sur un ', ' dans un '] },
  es: { one: 'un', joins: [' y un ', ' con un ', ' sobre un ', ' en un '] },
  de: { one: 'ein', joins: [' und ein ', ' mit einem ', ' auf einem ', ' in einem '] },
} as const

type Nouns = { english: string[] } & Record<keyof typeof FOREIGN, string[]>

/** The picture-book words first, which everybody asks for, then what there are emoji of. */
function readNouns(): Nouns {
  const lines = readFileSync(file('basics.tsv'), 'utf8').split('\n')
  const basics = lines.map((line) => line.split('\t')).filter(([, pos]) => pos === 'noun')
  const column = (i: number) => basics.map((row) => row[i]?.split(',')[0] ?? '').filter((word) => word !== '')
  const sections = brotliDecompressSync(readFileSync(file('lexicon.txt.br')))
    .toString('latin1')
    .split(SECTION_END)
  const pictured = (sections[SECTIONS.indexOf('pictured')] ?? '').split('\n').map((line) => line.split('\t')[0] ?? '')
  const others = pictured.filter((word) => lexicon().senses(word, 'noun').length > 0)
  return { english: [...new Set([...column(0), ...others])], fr: column(2), es: column(3), de: column(4) }
}

/** Prompts as people type them, all different: common things far more often than rare ones, and near-duplicates among them. */
export function makePrompts(count: number, seed: number): string[] {
  const random = createRandom(seed)
  const nouns = readNouns()
  const zipf = createZipf(random, nouns.english.length)
  const made = new Set<string>()
  const list: string[] = []
  while (list.length < count) {
    const known = list[random.whole(0, list.length - 1)]
    const prompt =
      known !== undefined && random.next() < NEAR_DUPLICATES ? change(known, random) : compose(random, nouns, zipf)
    if (made.has(prompt)) continue
    made.add(prompt)
    list.push(prompt)
  }
  return list
}

/** Ranks from 0, the lower the likelier. */
function createZipf(random: Random, size: number) {
  const sums: number[] = []
  for (let i = 0; i < size; i++) sums.push((sums[i - 1] ?? 0) + 1 / (i + 1) ** ZIPF)
  return () => {
    const at = random.next() * (sums.at(-1) ?? 0)
    let [low, high] = [0, size - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return low
  }
}

function compose(random: Random, nouns: Nouns, zipf: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[random.whole(0, list.length - 1)] as T
  const chance = (share: number) => random.next() < share
  if (chance(IN_ANOTHER_LANGUAGE)) {
    const language = pick(['fr', 'es', 'de'] as const)
    const { one, joins } = FOREIGN[language]
    const [first, second] = [pick(nouns[language]), pick(nouns[language])]
    return chance(0.5) ? `${one} ${first}` : `${one} ${first}${pick(joins)}${second}`
  }
  const noun = () => nouns.english[zipf()] ?? 'cat'
  const thing = () => {
    const several = chance(0.15)
    const adjectives = [chance(0.25) ? pick(ADJECTIVES) : '', chance(0.3) ? pick(COLOURS) : '']
    const said = [...adjectives, several ? pluralOf(noun()) : noun()].filter(Boolean).join(' ')
    return `${several ? pick(NUMBERS) : /^[aeiou]/.test(said) ? 'an' : 'a'} ${said}`
  }
  const middle = chance(0.3) ? ` ${pick(ALONE)}` : chance(0.35) ? ` ${pick(TOWARDS)} ${thing()}` : ''
  const end = chance(0.45) ? ` ${pick(PLACES)}` : chance(0.25) ? ` ${pick(['on', 'in', 'with', 'and'])} ${thing()}` : ''
  return `${pick(FRAMES)}${thing()}${middle}${end}`
}

const PLURALS = new Map(
  ['man men', 'woman women', 'child children', 'person people', 'mouse mice', 'wolf wolves'].map((pair) => {
    const [one = '', many = ''] = pair.split(' ')
    return [one, many]
  }),
)
const pluralOf = (noun: string) => PLURALS.get(noun) ?? `${noun}${/(s|x|ch|sh)$/.test(noun) ? 'es' : 's'}`

/** Another colour, number or word in front: what a person tries next. */
function change(prompt: string, random: Random): string {
  const pick = <T>(list: readonly T[]): T => list[random.whole(0, list.length - 1)] as T
  const words = prompt.split(' ')
  const at = words.findIndex((word) => COLOURS.includes(word) || ADJECTIVES.includes(word))
  if (at >= 0) return [...words.slice(0, at), pick([...COLOURS, ...ADJECTIVES]), ...words.slice(at + 1)].join(' ')
  return random.next() < 0.5 ? `${prompt} ${pick(PLACES)}` : prompt.replace(/^an? /, `${pick(['the', 'one', 'two'])} `)
}
