import { compareScenes, type Difference } from './compare-scenes.ts'
import { parseScene } from './parse-scene.ts'
import type { Scene } from './scene.ts'
import { decisiveThings, nameOf, nameOfUnknown, termsOf } from './terms.ts'
import { createVocabulary } from './vocabulary.ts'

/** Raised whenever a scene is read otherwise than before: what was read by another version is read anew. */
export const SCENE_VERSION = 3

/** What is kept with words that have a picture. `scene` is JSON, `terms` the names they are found under. */
export type Reading = { scene: string; terms: string[]; things: number }

/** What words ask for. Each of `names` is a thing's, as all the words that may be taken for it say it. */
export type Question = { scene: string; names: string[][]; things: number }

export type Candidate = { key: string; scene: string }
export type Ranked = { key: string; closeness: number; differences: Difference[] }

const NEGATED = /^no /
const UNKNOWN = /^\? /

/** Reads and compares words, on whichever thread it is. It takes tenths of a millisecond for words, and more for many candidates. */
export function createReader() {
  const vocabulary = createVocabulary()
  const learn = (terms: readonly string[]) =>
    vocabulary.learn(terms.filter((term) => !UNKNOWN.test(term)).map((term) => term.replace(NEGATED, '')))

  return {
    /** As `learn`, with the words' own names. */
    read(words: string): Reading {
      const scene = parseScene(words)
      const terms = termsOf(scene)
      learn(terms.terms)
      return { scene: JSON.stringify(scene), ...terms }
    },

    /** Names that cached words are found under. */
    learn,

    /** Undefined where no thing was understood: nothing can be said to be like it. */
    ask(words: string): Question | undefined {
      const scene = parseScene(words)
      if (scene.things.length === 0) return undefined
      const things = decisiveThings(scene).map((thing) =>
        vocabulary.near(thing.head).map((head) => nameOf({ head, negated: thing.negated })),
      )
      const names = [...things, ...scene.unknown.map((word) => [nameOfUnknown(word)])]
      return { scene: JSON.stringify(scene), names, things: termsOf(scene).things }
    },

    /** Those candidates that come up to `atLeast`, the nearest `most` of them first. */
    rank(asked: string, candidates: readonly Candidate[], atLeast: number, most: number): Ranked[] {
      const scene = sceneOf(asked)
      return candidates
        .flatMap(({ key, scene: cached }) => {
          const { score, vetoed, differences } = compareScenes(scene, sceneOf(cached))
          return vetoed || score < atLeast ? [] : [{ key, closeness: Math.min(1, score), differences }]
        })
        .sort((a, b) => b.closeness - a.closeness || (a.key < b.key ? -1 : 1))
        .slice(0, most)
    },
  }
}

/** Written by `read` or `ask` of the same version. */
const sceneOf = (json: string): Scene => JSON.parse(json)

export type Reader = ReturnType<typeof createReader>
