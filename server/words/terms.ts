import { isLight } from './plain-words.ts'
import type { Scene, Thing } from './scene.ts'

/** Under which names a scene is found again, and how many things it names that a picture like it must have. */
export type Terms = { terms: string[]; things: number }

/** Things that decide what is seen; where there are none, whatever there is. */
export function decisiveThings({ things }: Scene): Thing[] {
  const decisive = things.filter(({ head, negated }) => negated || !isLight(head))
  return decisive.length > 0 ? decisive : things
}

export const nameOf = ({ head, negated }: Pick<Thing, 'head' | 'negated'>) => (negated ? `no ${head}` : head)

/** A word that nobody knows is like itself only. */
export const nameOfUnknown = (word: string) => `? ${word}`

export function termsOf(scene: Scene): Terms {
  const things = decisiveThings(scene)
  const terms = [...things.map(nameOf), ...scene.unknown.map(nameOfUnknown)]
  return { terms: [...new Set(terms)], things: things.length + scene.unknown.length }
}
