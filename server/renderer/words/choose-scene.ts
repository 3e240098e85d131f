import { fold, isUnspaced, stems, tokenise } from '../../words/fold.ts'
import type { Scene as Said } from '../../words/scene.ts'
import type { Random } from '../random.ts'
import { lights, type TimeOfDay } from '../scene/lights.ts'
import { type PlaceName, places } from '../scene/places.ts'
import { type SeasonName, seasons } from '../scene/seasons.ts'
import { type WeatherName, weathers } from '../scene/weathers.ts'

/** `named`: the words name the place themselves, and it is one a person could stand in. */
export type Scene = {
  place: PlaceName
  time: TimeOfDay
  weather: WeatherName
  season?: SeasonName | undefined
  named?: boolean
}

/** After these a place is meant as a place: "a boat in the desert" is about the desert. */
const BEFORE_PLACES = new Set(
  'in at on under over across through near by inside into from dans sur sous en au aux a del al sobre bajo im auf unter am uber'.split(
    ' ',
  ),
)
const ARTICLES = new Set(
  'the a an my this that le la les un une el los las una der die das dem den ein eine einer'.split(' '),
)

/** Concepts win only where nothing one can stand in or meet is named. */
const CONCEPTS: ReadonlySet<PlaceName> = new Set(['rays', 'ribbons'])

const FALLBACKS = ['meadow', 'meadow', 'mountains', 'sea', 'ribbons', 'sky'] as const satisfies readonly PlaceName[]

type Hit<Name> = { name: Name; at: number }

function index<Name extends string>(rows: Record<Name, { [key: string]: unknown }>, key: string): Map<string, Name> {
  const map = new Map<string, Name>()
  for (const name in rows) {
    for (const word of String(rows[name][key]).split(' ')) if (word && !map.has(fold(word))) map.set(fold(word), name)
  }
  return map
}

const placeWords = index(places, 'words')
const residentWords = index(places, 'residents')
const timeWords = index(lights, 'words')
const weatherWords = index(weathers, 'words')
const seasonWords = index(seasons, 'words')

/** True where a word only sets the scene, and is nothing that could stand in it. */
export function setsScene(token: string): boolean {
  const words = [placeWords, timeWords, weatherWords, seasonWords]
  return stems(token).some((stem) => words.some((known) => known.has(stem)))
}

/** Every listed word in a text: single words, pairs ("golden hour"), and substrings in unspaced scripts. */
function find<Name>(words: ReadonlyMap<string, Name>, text: string, tokens: readonly string[]): Hit<Name>[] {
  const hits: Hit<Name>[] = []
  tokens.forEach((token, at) => {
    for (const candidate of [...stems(token), `${token}-${tokens[at + 1] ?? ''}`]) {
      const name = words.get(candidate)
      if (name === undefined) continue
      hits.push({ name, at })
      break
    }
  })
  if (!isUnspaced(text)) return hits
  const folded = fold(text)
  for (const [word, name] of words)
    if (isUnspaced(word) && folded.includes(word)) hits.push({ name, at: folded.indexOf(word) })
  return hits
}

function weight(hit: Hit<unknown>, tokens: readonly string[]): number {
  let before = hit.at - 1
  // Step over articles and one adjective: "in the deep forest".
  for (let steps = 0; steps < 3 && before >= 0; steps++, before--) {
    const token = tokens[before] ?? ''
    if (BEFORE_PLACES.has(token) && !(ARTICLES.has(token) && steps > 0)) return 2
  }
  return 1
}

/** The hour where no word says it: mostly day; the seed may choose the colours of its edges. */
function openTime(random: Random): TimeOfDay {
  const drawn = random.next()
  return drawn < 0.68 ? 'day' : drawn < 0.84 ? 'dawn' : 'sunset'
}

const DARK = new Set(['dark', 'darkness'])
/** These say what the hour or the weather is in whatever name they stand. */
const ALWAYS = new Set('night midnight moon snow rain sunset sunrise golden hour storm thunder starry'.split(' '))

/** The same hits without what the words say is not there: "without snow" is no winter. */
function present<Name extends string>(hits: Hit<Name>[], words: ReadonlyMap<string, Name>, said: Said): Hit<Name>[] {
  const heads = (negated: boolean) => said.things.filter((thing) => thing.negated === negated).map(({ head }) => head)
  const named = (head: string) =>
    stems(fold(head))
      .map((stem) => words.get(stem))
      .filter((name) => name !== undefined)
  const meant = new Set(heads(false).flatMap(named))
  const absent = new Set(
    heads(true)
      .flatMap(named)
      .filter((name) => !meant.has(name)),
  )
  return absent.size === 0 ? hits : hits.filter(({ name }) => !absent.has(name))
}

/** Where, when and in what weather the words take place. `random` decides only what the words leave open. */
export function chooseScene(text: string, said: Said, hasHeroes: boolean, random: Random): Scene {
  // What the scene's reader made of other languages stands after the text's own words, as English words.
  const english = said.things.filter(({ negated }) => !negated).flatMap(({ head, attributes }) => [head, ...attributes])
  const tokens = [...tokenise(text), ...(said.language === 'en' ? [] : tokenise(english.join(' ')))]
  // Ice cream is no ice, and a starfish no star.
  const compounds = new Set(said.things.flatMap(({ head }) => (head.includes(' ') ? head.split(' ') : [])))
  const plain = tokens.filter((token) => ALWAYS.has(token) || !stems(token).some((stem) => compounds.has(stem)))
  const hits = <Name extends string>(words: ReadonlyMap<string, Name>, among: readonly string[] = tokens) =>
    present(find(words, text, among), words, said)
  const ranked = hits(placeWords)
    .map((hit) => ({ ...hit, score: weight(hit, tokens) + (CONCEPTS.has(hit.name) ? 0 : 4) }))
    .sort((a, b) => b.score - a.score)
  const named = ranked[0]
  // Only whom the words are about brings a place along: a girl with a balloon is not up in the sky.
  const [first] = said.things.filter((thing) => !thing.negated)
  const resident = hits(residentWords).find(
    ({ at }) => !first || stems(tokens[at] ?? '').some((stem) => first.head.includes(stem)),
  )
  const place =
    named && !CONCEPTS.has(named.name)
      ? named.name
      : (resident?.name ?? named?.name ?? (hasHeroes ? 'meadow' : random.pick(FALLBACKS)))
  const time = hits(timeWords, plain)[0]?.name ?? (tokens.some((token) => DARK.has(token)) ? 'night' : undefined)
  const weather = hits(weatherWords, plain)[0]?.name
  return {
    place,
    time: time ?? (weather === 'storm' ? 'night' : openTime(random.fork('time'))),
    weather: weather ?? 'clear',
    season: hits(seasonWords)[0]?.name,
    named: named !== undefined && !CONCEPTS.has(named.name),
  }
}
