import { closeness } from './closeness.ts'
import { compareScenes, type Difference } from './compare-scenes.ts'
import { parseScene } from './parse-scene.ts'
import { areAlike } from './plain-words.ts'
import { SAME_THING } from './same-thing.ts'
import type { Scene } from './scene.ts'
import { namesOf, nounOf, termsOf } from './terms.ts'
import { createVocabulary } from './vocabulary.ts'

/** Raised whenever a scene is read otherwise than before: what was read by another version is read anew. */
export const SCENE_VERSION = 6

/** What is kept with words that have a picture. `scene` is JSON, `terms` the names they are found under. */
export type Reading = { scene: string; terms: string[]; things: number }

/** What words ask for. Each of `names` is a thing's, as all the words that may be taken for it say it. */
export type Question = { scene: string; names: string[][]; things: number }

export type Candidate = { key: string; scene: string }
export type Ranked = { key: string; closeness: number; differences: Difference[] }

/** Compared thing by thing are those that have most in common, no more than these. */
const MOST_COMPARED = 48

/** Reads and compares words, on whichever thread it is. It takes tenths of a millisecond for words, a few for candidates. */
export function createReader() {
  const vocabulary = createVocabulary()
  const learn = (terms: readonly string[]) => vocabulary.learn(terms.map(nounOf).filter((noun) => noun !== undefined))

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
      return { scene: JSON.stringify(scene), ...namesOf(scene, vocabulary.near) }
    },

    /** Those candidates that come up to `atLeast`, the nearest `most` of them first. */
    rank(asked: string, candidates: readonly Candidate[], atLeast: number, most: number): Ranked[] {
      const scene = sceneOf(asked)
      return likeliest(scene, candidates, vocabulary.near)
        .flatMap(({ key, scene: cached }) => {
          const { score, vetoed, differences } = compareScenes(scene, cached)
          return vetoed || score < atLeast
            ? []
            : [{ key, closeness: Math.min(1, score), differences: eachOnce(differences) }]
        })
        .sort((a, b) => b.closeness - a.closeness || (a.key < b.key ? -1 : 1))
        .slice(0, most)
    },
  }
}

/** What differs in two ways is told in one. */
const eachOnce = (differences: readonly Difference[]) => [
  ...new Map(differences.map((difference) => [JSON.stringify(difference), difference])).values(),
]

/** Those that say most of what the scene says and least besides, as far as can be told without comparing them. */
function likeliest(scene: Scene, candidates: readonly Candidate[], near: (noun: string) => readonly string[]) {
  const nouns = new Set(scene.things.flatMap(({ head, others = [] }) => [head, ...others].flatMap(near)))
  const attributes = scene.things.flatMap((thing) => thing.attributes)
  const verbs = new Set(verbsOf(scene))
  const counts = new Set(scene.things.map(({ count }) => count))
  const isSaid = (attribute: string) =>
    attributes.some((own) => areAlike(own, attribute) || closeness(own, attribute, 'adjective') >= SAME_THING)
  return candidates
    .map(({ key, scene: json }) => {
      const cached = sceneOf(json)
      let likeness = 0
      const tell = (shared: boolean) => {
        likeness += shared ? 1 : -1
      }
      for (const thing of cached.things) {
        tell(nouns.has(thing.head))
        for (const attribute of thing.attributes) tell(isSaid(attribute))
        if (!counts.has(thing.count)) likeness--
      }
      for (const verb of verbsOf(cached)) tell(verbs.has(verb))
      return { key, scene: cached, likeness }
    })
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_COMPARED)
}

const verbsOf = ({ relations }: Scene) => relations.flatMap(({ kind, name }) => (kind === 'verb' ? [name] : []))

/** Written by `read` or `ask` of the same version. */
const sceneOf = (json: string): Scene => JSON.parse(json)

export type Reader = ReturnType<typeof createReader>
