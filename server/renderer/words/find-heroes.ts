import { fold, isUnspaced, stems, tokenise } from '../../words/fold.ts'
import { art } from '../icons/art.ts'
import { type TintName, tintNamed } from '../icons/colours.ts'
import { setsScene } from './choose-scene.ts'
import { iconNamed } from './icon-names.ts'
import { moreWords } from './more-words.ts'

/** A thing the words name: which icon, how many, in which colour. */
export type Hero = { icon: string; count: number; tint: TintName | undefined }

const MOST_HEROES = 3
const MOST_OF_ONE = 12

const NUMBERS: Record<string, number> = Object.assign(Object.create(null), {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  pair: 2,
  couple: 2,
  several: 4,
  many: 6,
  some: 3,
  herd: 5,
  flock: 6,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  uno: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  ein: 1,
  eine: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  funf: 5,
  sechs: 6,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
  sei: 6,
} satisfies Record<string, number>)

/** Words of English grammar: where one stands, a word of another language is a coincidence ("gift", "pain"). */
const ENGLISH = new Set(
  'the an of on with and at is are my your under over riding wearing holding eating through two three four five six'.split(
    ' ',
  ),
)
/**
 * Grammar of several languages that happens to be the name of a thing in another, seasons (whose icons are their feasts'
 * food), and things whose nearest icon is something else (a lighthouse is no broadcasting tower).
 */
const NEVER = new Set(
  'autumn fall spring summer winter lighthouse the and for with his her its our you can all out not but who how son mais sous dans avec des les auf mit der die das ein von for den era sin con por para que una uno'.split(
    ' ',
  ),
)

type Found = Hero & { at: number }

function lookUp(tokens: readonly string[], english: boolean): string | undefined {
  const head = tokens.slice(0, -1)
  const last = tokens.at(-1) ?? ''
  if (tokens.length === 1 && (setsScene(last) || NEVER.has(last))) return undefined
  for (const stem of stems(last)) {
    const word = [...head, stem].join(' ')
    const more = english ? undefined : moreWords().get(word)
    const name =
      (more === undefined ? undefined : iconNamed(more)) ??
      art().english.get(word) ??
      (english && /^[ a-z]+$/.test(word) ? undefined : art().foreign.get(word))
    if (name) return name
  }
  return undefined
}

function numberOf(token: string): number | undefined {
  const digits = /^\d{1,3}$/.test(token) ? Number(token) : undefined
  const number = digits ?? NUMBERS[token]
  return number === undefined || number < 1 ? undefined : Math.min(MOST_OF_ONE, number)
}

function fromTokens(tokens: readonly string[]): Found[] {
  const english =
    tokens.some((token) => ENGLISH.has(token)) ||
    !tokens.some((token) => art().foreign.has(token) || moreWords().has(token))
  const found: Found[] = []
  let free = 0
  for (let at = 0; at < tokens.length; at++) {
    for (let length = Math.min(3, tokens.length - at); length > 0; length--) {
      const words = tokens.slice(at, at + length)
      const icon = lookUp(words, english)
      const next = tokens[at + 1]
      // "an orange cat": the colour is no fruit here.
      if (!icon || (length === 1 && tintNamed(words[0] ?? '') && next && lookUp([next], english))) continue
      const before = tokens.slice(Math.max(free, at - 3), at)
      const after = english ? [] : tokens.slice(at + length, at + length + 1)
      const count = before.map(numberOf).find((number) => number !== undefined)
      const last = words.at(-1) ?? ''
      const plural = english && last.length > 3 && /[^su]s$/.test(last) && !art().english.has(last)
      found.push({
        icon,
        at,
        count: count ?? (plural ? 3 : 1),
        tint: [...before, ...after].map(tintNamed).find((tint) => tint !== undefined),
      })
      free = at + length + (after.some((token) => tintNamed(token)) ? 1 : 0)
      at += length - 1
      break
    }
  }
  return found
}

function fromUnspaced(text: string): Found[] {
  const folded = fold(text)
  const own = [...moreWords()].flatMap(([word, lemma]): [string, string][] => {
    const icon = isUnspaced(word) ? iconNamed(lemma) : undefined
    return icon ? [[word, icon]] : []
  })
  const hits = [...own, ...art().foreign].filter(
    ([word]) => isUnspaced(word) && folded.includes(word) && !setsScene(word),
  )
  const longest = hits.filter(([word]) => !hits.some(([other]) => other !== word && other.includes(word)))
  return longest.map(([word, icon]) => ({ icon, at: folded.indexOf(word), count: 1, tint: undefined }))
}

function fromEmoji(text: string): Found[] {
  const counts = new Map<string, Found>()
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (!/\p{Extended_Pictographic}/u.test(segment)) continue
    const icon = art().chars.get(segment.replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, ''))
    if (!icon) continue
    const known = counts.get(icon)
    counts.set(icon, {
      icon,
      at: known?.at ?? index,
      count: Math.min(MOST_OF_ONE, (known?.count ?? 0) + 1),
      tint: undefined,
    })
  }
  return [...counts.values()]
}

/** The things in a text that there is art for, in order, at most three kinds and six of a kind. */
export function findHeroes(text: string): Hero[] {
  const found = [...fromTokens(tokenise(text)), ...(isUnspaced(text) ? fromUnspaced(text) : []), ...fromEmoji(text)]
  const heroes: Hero[] = []
  for (const { icon, count, tint } of found.sort((a, b) => a.at - b.at)) {
    const same = heroes.some((hero) => hero.icon === icon && hero.tint === tint)
    if (!same && heroes.length < MOST_HEROES) heroes.push({ icon, count, tint })
  }
  return heroes
}
