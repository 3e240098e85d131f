import type { EntryReading } from '../../../db/queries/similar.ts'
import type { Difference } from '../../words/compare-scenes.ts'

/** A cached picture of words much like those asked for. */
export type SimilarFound = {
  key: string
  words: string
  image: { hash: string; width: number; height: number }
  closeness: number
  differences: Difference[]
}

/** Cached pictures by what their words ask for. Never throws for want of a thread: then nothing is found. */
export interface SimilarPictures {
  /** The nearest one of this look that may be offered; undefined if none comes up to `atLeast`, or nothing was understood. */
  find(words: string, options: { look: string; atLeast: number }): Promise<SimilarFound | undefined>
  /** What an entry is kept with, so that it is found; undefined when nobody can read it now. */
  read(words: string): Promise<EntryReading | undefined>
}
