import { lookOf } from '../cache/similar/look.ts'
import { DEFAULT_SIZE, DEFAULT_STYLE, publicKey } from './request-picture.ts'

/** What the pictures that a model draws for everybody are called: their look, and the keys of words in it. */
export const pictureNames = (model: string) => ({
  look: lookOf({ ...DEFAULT_SIZE, style: DEFAULT_STYLE, model }),
  keyOf: (words: string) => publicKey(model, words),
})
