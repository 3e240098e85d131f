import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { Resvg } from '@resvg/resvg-js'
import { fold, isUnspaced } from '../../words/fold.ts'
import { toLab } from '../colour.ts'
import { aliases } from './aliases.ts'
import type { ArtIndex, IconFacts } from './art.ts'

// Makes ../assets/art.bin and art.json.br from @iconify-json/fluent-emoji 1.2.7, fluent-emoji-flat 1.2.6 and
// emojibase-data 17.0.0. They weigh 110 MB, so they are not dependencies: install them in a folder and name its node_modules.

type Emoji = { label: string; hexcode: string; emoji: string; group?: number; subgroup?: number; tags?: string[] }

const LANGUAGES = ['fr', 'es', 'de', 'it', 'pt', 'nl', 'pl', 'ja', 'zh', 'ko', 'ru', 'uk', 'hi'] as const
const SIZE = 64
/** Faces, hearts, signs of feeling, hands, parts of the body; people; whole groups of things (animals to objects). */
const SMILING = new Set([0, 1, 2, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22])
const PEOPLE = new Set([23, 24, 25, 26, 27, 28, 29, 30])
const THINGS = new Set([3, 4, 5, 6, 7])
/** Groups whose tags are other names of the thing; those of animals and objects are full of verbs (jump, write). */
const TAGGED = new Set([4, 5])
/** Clocks of one hour each, pictures of weather, and pictures of places with a frame around them. */
const NOT_HEROES =
  /^(.* o.clock|.*-thirty|.*(sun behind|cloud with|moon face|gibbous|quarter moon|waxing|waning).*|fog|wind face|cyclone|milky way|high voltage|landslide|camping|beach with umbrella|desert|national park|sunrise.*|sunset|cityscape.*|night with stars|bridge at night|foggy|hole|middle finger|cigarette|black (cat|bird))$/
/** How tall a thing of this subgroup stands next to a dog (1). */
const SCALES: Record<number, number> = {
  38: 1.1,
  39: 0.62,
  40: 0.72,
  41: 0.95,
  42: 0.68,
  43: 0.68,
  44: 0.72,
  45: 0.72,
  46: 0.68,
  47: 0.66,
  48: 0.66,
  51: 1.5,
  52: 1.5,
  53: 1.3,
  54: 1.22,
  55: 1.25,
  56: 1.25,
  60: 0.9,
  61: 0.7,
  62: 0.7,
  63: 0.75,
}

const folder = process.argv[2] ?? 'node_modules'
const json = <T>(path: string): T => JSON.parse(readFileSync(join(folder, path), 'utf8')) as T
const art = json<{ icons: Record<string, { body: string }> }>('@iconify-json/fluent-emoji/icons.json').icons
const names = json<Record<string, string>>('@iconify-json/fluent-emoji-flat/chars.json')
const emojis = json<Emoji[]>('emojibase-data/en/data.json')

const nameOf = (hexcode: string) => names[hexcode.toLowerCase()] ?? names[hexcode.toLowerCase().replaceAll('-fe0f', '')]

function wanted({ label, group = -1, subgroup = -1 }: Emoji): boolean {
  if (NOT_HEROES.test(label) || label.startsWith('family:')) return false
  return THINGS.has(group) || SMILING.has(subgroup) || PEOPLE.has(subgroup)
}

/** Short ids under one marker, so that a placement can give them a prefix of its own. */
function tidy(body: string): string {
  const ids = [...new Set([...body.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? ''))]
  return ids.reduce(
    (text, id, i) =>
      text.replaceAll(`"${id}"`, `"§${i}"`).replaceAll(`#${id})`, `#§${i})`).replaceAll(`"#${id}"`, `"#§${i}"`),
    body,
  )
}

/** What of the square is painted, and which hue covers most of it. */
function look(body: string): Pick<IconFacts, 'box' | 'hue'> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 32 32">${body.replaceAll('§', 'x')}</svg>`
  const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render()
  let [left, top, right, bottom] = [SIZE, SIZE, 0, 0]
  const hues = new Float64Array(36)
  for (let i = 0; i < SIZE * SIZE; i++) {
    if ((pixels[i * 4 + 3] ?? 0) < 100) continue
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)]
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
    const hex = `#${[0, 1, 2].map((c) => (pixels[i * 4 + c] ?? 0).toString(16).padStart(2, '0')).join('')}`
    const [, a, b] = toLab(hex)
    const chroma = Math.hypot(a, b)
    if (chroma < 0.035) continue
    const bin = Math.floor((((Math.atan2(b, a) * 180) / Math.PI + 360) % 360) / 10)
    hues[bin] = (hues[bin] ?? 0) + 1
  }
  const around = (i: number) => [-2, -1, 0, 1, 2].reduce((sum, d) => sum + (hues[(i + d + 36) % 36] ?? 0), 0)
  const best = [...hues.keys()].sort((a, b) => around(b) - around(a))[0] ?? 0
  const area = (right - left) * (bottom - top)
  return {
    box: [left, top, right, bottom].map((v) => Math.round((v / SIZE) * 100) / 100),
    hue: around(best) > area * 0.12 ? best * 10 + 5 : null,
  }
}

const chosen = new Map<string, Emoji>()
for (const emoji of emojis) {
  const name = nameOf(emoji.hexcode)
  if (name && art[name] && wanted(emoji) && !chosen.has(name)) chosen.set(name, emoji)
}

const blobs: Buffer[] = []
const icons: ArtIndex['icons'] = {}
let offset = 0
for (const [name, emoji] of chosen) {
  const body = tidy(art[name]?.body ?? '')
  const blob = brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 18 },
  })
  const scale = /(-tree|-palm)$/.test(name) ? 1.5 : (SCALES[emoji.subgroup ?? -1] ?? (emoji.group === 7 ? 0.72 : 1))
  icons[name] = {
    at: [offset, blob.length],
    group: emoji.group ?? -1,
    subgroup: emoji.subgroup ?? -1,
    scale,
    ...look(body),
  }
  blobs.push(blob)
  offset += blob.length
}

const key = (label: string) => (fold(label).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
const usable = (word: string) => word.length >= 3 || isUnspaced(word)

const english: Record<string, string> = Object.create(null)
const tagged = new Map<string, string[]>()
for (const [name, emoji] of chosen) {
  const label = key(emoji.label)
  if (usable(label)) english[label] ??= name
  if (!TAGGED.has(emoji.group ?? -1)) continue
  for (const tag of emoji.tags ?? []) tagged.set(key(tag), [...(tagged.get(key(tag)) ?? []), name])
}
for (const [tag, owners] of tagged)
  if (
    owners.length === 1 &&
    tag.length > 3 &&
    owners[0] &&
    !/ing$|^(table|body|parts?|time|place|nature|world|light|line|good|nice|cool|best|love|peace|hope|dream|idea|music)$/.test(
      tag,
    )
  )
    english[tag] ??= owners[0]
for (const [word, name] of Object.entries(aliases)) {
  if (icons[name]) english[word] = name
  else throw new Error(`no icon ${name} for "${word}"`)
}

const foreign: Record<string, string> = Object.create(null)
const byHex = new Map([...chosen].map(([name, emoji]) => [emoji.hexcode, name]))
for (const language of LANGUAGES) {
  for (const { label, hexcode, group = -1 } of json<Emoji[]>(`emojibase-data/${language}/data.json`)) {
    const name = byHex.get(hexcode)
    const word = key(label)
    if (name && (THINGS.has(group) || group === 1) && usable(word) && !(word in english)) foreign[word] ??= name
  }
}

const chars: Record<string, string> = Object.create(null)
for (const [name, emoji] of chosen) chars[emoji.emoji.replaceAll('\ufe0f', '')] = name

const index: ArtIndex = { icons, english, foreign, chars }
const target = new URL('../assets/', import.meta.url)
writeFileSync(new URL('art.bin', target), Buffer.concat(blobs))
writeFileSync(new URL('art.json.br', target), brotliCompressSync(JSON.stringify(index)))
process.stdout.write(
  `${chosen.size} icons, ${Math.round(offset / 1024)} kB; ${Object.keys(english).length} English and ${Object.keys(foreign).length} other words\n`,
)
