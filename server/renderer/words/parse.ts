import { createRandom } from '../random.ts'
import { cleanForType } from '../type/clean.ts'
import { chooseScene, type Scene } from './choose-scene.ts'
import { findHeroes, type Hero } from './find-heroes.ts'

/** What the words ask for: where it plays, what stands there, and what is written. */
export type Plan = { scene: Scene; heroes: Hero[]; type: string }

/** Reads the words. The seed decides only what they leave open. */
export function parseWords(words: string, seed: number): Plan {
  const heroes = findHeroes(words)
  const random = createRandom(`${words}/${seed}/scene`)
  return { scene: chooseScene(words, heroes.length > 0, random), heroes, type: cleanForType(words) }
}
