import { lexicon, type PartOfSpeech } from './lexicon/lexicon.ts'

const IRREGULAR: Record<PartOfSpeech, string> = {
  noun: 'men man women woman children child mice mouse geese goose feet foot teeth tooth people person oxen ox lice louse dice die wolves wolf leaves leaf knives knife wives wife lives life halves half shelves shelf loaves loaf scarves scarf elves elf calves calf thieves thief hooves hoof cacti cactus fungi fungus octopi octopus',
  verb: 'ate eat eaten eat sat sit stood stand held hold wore wear worn wear rode ride ridden ride ran run flew fly flown fly swam swim slept sleep fought fight caught catch lay lie lying lie lain lie drank drink drunk drink sang sing read read wrote write written write fell fall fallen fall broke break broken break built build made make hung hang lit light shone shine blew blow grew grow threw throw drew draw drove drive driven drive left leave tied tie tying tie dying die is be are be was be were be been be has have had have does do did do done do',
  adjective: 'better good best good worse bad worst bad older old oldest old elder old eldest old',
}
const irregular = Object.fromEntries(
  Object.entries(IRREGULAR).map(([pos, text]) => {
    const words = text.split(' ')
    const pairs = words.flatMap((word, i) => (i % 2 === 0 ? [[word, words[i + 1] ?? word] as const] : []))
    return [pos, new Map(pairs)]
  }),
)

/** Endings and what they stand for, as WordNet's own morphology has them (morphy(7WN)). */
const ENDINGS: Record<PartOfSpeech, [string, string][]> = {
  noun: [
    ['ies', 'y'],
    ['ves', 'f'],
    ['ses', 's'],
    ['xes', 'x'],
    ['zes', 'z'],
    ['ches', 'ch'],
    ['shes', 'sh'],
    ['s', ''],
  ],
  verb: [
    ['ies', 'y'],
    ['es', 'e'],
    ['es', ''],
    ['s', ''],
    ['ied', 'y'],
    ['ed', 'e'],
    ['ed', ''],
    ['ing', 'e'],
    ['ing', ''],
  ],
  adjective: [
    ['est', ''],
    ['er', ''],
    ['est', 'e'],
    ['er', 'e'],
    ['iest', 'y'],
    ['ier', 'y'],
  ],
}

/** The dictionary form of an English word as this part of speech; undefined when it is none. */
export function lemmaOf(word: string, pos: PartOfSpeech): string | undefined {
  const known = (form: string) => (lexicon().senses(form, pos).length > 0 ? form : undefined)
  const special = irregular[pos]?.get(word)
  if (special) return special
  if (known(word)) return word
  for (const [ending, replacement] of ENDINGS[pos]) {
    if (!word.endsWith(ending) || word.length - ending.length < 2) continue
    const stem = word.slice(0, -ending.length)
    const form = known(stem + replacement)
    if (form) return form
    // running, biggest: the doubled letter belongs to the ending.
    const [last, before] = [stem.at(-1), stem.at(-2)]
    if (pos !== 'noun' && replacement === '' && last && last === before) {
      const single = known(stem.slice(0, -1))
      if (single) return single
    }
  }
  return undefined
}

/** Whether an English word, a noun, stands in its plural. */
export const isPlural = (word: string) => lemmaOf(word, 'noun') !== word && lemmaOf(word, 'noun') !== undefined
