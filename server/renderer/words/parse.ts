import { parseScene } from '../../words/parse-scene.ts'
import type { Scene as Said } from '../../words/scene.ts'
import { swims } from '../icons/kinds.ts'
import { createRandom } from '../random.ts'
import { cleanForType } from '../type/clean.ts'
import { chooseScene, type Scene } from './choose-scene.ts'
import { type Named, nameThings } from './name-things.ts'

/** What the words ask for: where it plays, what stands there, and what is written. */
export type Plan = {
  /** The words that are drawn: as they were given, cut where nobody could draw more of them. */
  words: string
  /** What was understood of them. */
  said: Said
  scene: Scene
  heroes: Named[]
  type: string
}

/** Under water is a place, and no thing above somebody. */
const UNDER_WATER = /\bunder(?: the)? (?:water|sea|ocean)\b/gi
const UNDER_WATER_ELSEWHERE = /\bsous (?:l['’]eau|la mer)|\bbajo el (?:agua|mar)\b|\bunter (?:dem )?(?:wasser|meer)\b/gi

/** More than this of a text is not looked at, so that no text is costly. */
const MOST_CHARACTERS = 400

/** Reads the words. The seed decides only what they leave open. */
export function parseWords(words: string, seed: number): Plan {
  const read = words
    .replace(/([^\p{L}\p{N}])\1{2,}/gu, '$1')
    .slice(0, MOST_CHARACTERS)
    .replace(UNDER_WATER, 'underwater')
  const said = parseScene(read)
  const heroes = nameThings(read, said)
  const random = createRandom(`${words}/${seed}/scene`)
  const scene = chooseScene(read.replace(UNDER_WATER_ELSEWHERE, 'underwater'), said, heroes.length > 0, random)
  const elsewhere = placeOf(said, scene, heroes)
  return { words: read, said, scene: elsewhere, heroes, type: cleanForType(words) }
}

/** Where what is drawn decides: who is on the moon is in space, and what only swims is under water. */
function placeOf(said: Said, scene: Scene, heroes: readonly Named[]): Scene {
  const moon = heroes.find(({ icon }) => icon === 'full-moon')
  const onMoon = said.relations.some(({ name, to }) => name === 'on' && to !== undefined && to === moon?.thing)
  if (onMoon) return { ...scene, place: 'space', time: 'night' }
  if (
    !scene.named &&
    heroes.some(({ icon }) => /^(sailboat|canoe|speedboat|ship|ferry|motor-boat|passenger-ship)$/.test(icon))
  )
    return { ...scene, place: 'sea' }
  const under = heroes.length > 0 && heroes.every(({ icon }) => swims(icon))
  return under && scene.place === 'sea' ? { ...scene, place: 'underwater' } : scene
}
