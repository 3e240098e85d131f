import type { Database } from '../../../db/database.ts'
import { indexEntry, listEntriesToRead } from '../../../db/queries/similar.ts'
import { SCENE_VERSION } from '../../words/reader.ts'
import type { WordsThread } from '../../words/words-thread.ts'

type Parts = {
  db: Database
  words: Pick<WordsThread, 'read'>
  look: string
  keyOf(words: string): string
  isClosed(): boolean
}

/** So many entries share a transaction: other writers hardly wait for it. */
const STEP = 25

/**
 * Reads the words of entries that were put without: by an older version, or while nobody could read. Those of before looks were
 * written down are of today's look if their key is; all others are private. Whether it came to the end.
 */
export async function catchUp({ db, words, look: today, keyOf, isClosed }: Parts): Promise<boolean> {
  for (let after = ''; !isClosed(); ) {
    const entries = await listEntriesToRead(db.read, { after, sceneVersion: SCENE_VERSION, most: STEP })
    const last = entries.at(-1)
    if (!last) return true
    const found: Parameters<typeof indexEntry>[1][] = []
    for (const { key, words: text, look } of entries) {
      const itsLook = look ?? (keyOf(text) === key ? today : undefined)
      if (itsLook === undefined) continue
      const reading = await words.read(text)
      if (!reading) return false
      found.push({ key, look: itsLook, reading: { ...reading, sceneVersion: SCENE_VERSION } })
    }
    if (found.length > 0) {
      await db.write(async (session) => {
        for (const entry of found) await indexEntry(session, entry)
      })
    }
    after = last.key
    await new Promise((resolve) => setImmediate(resolve))
  }
  return false
}
