import { createRandom } from '../random.ts'
import { cleanForType } from '../type/clean.ts'
import { chooseScene, type Scene } from './choose-scene.ts'

/** What the words ask for. */
export type Plan = { scene: Scene; type: string }

/** Reads the words: where they play and what is written. The seed decides only what they leave open. */
export function parseWords(words: string, seed: number): Plan {
  const random = createRandom(`${words}/${seed}/scene`)
  return { scene: chooseScene(words, random), type: cleanForType(words) }
}
