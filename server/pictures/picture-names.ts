import { lookOf } from '../cache/similar/look.ts'
import { DEFAULT_LOOK, type Look } from './look.ts'
import { publicKey } from './request-picture.ts'

/** What the pictures that a model draws for everybody are called: their look, and the keys of words in it. */
export const pictureNames = (model: string, look: Look = DEFAULT_LOOK) => ({
  look: lookOf({ ...look, model }),
  keyOf: (words: string) => publicKey(model, words, look),
})
