import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insertImage } from '../../db/queries/images.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { createSimilarPictures } from '../../server/cache/similar/similar-pictures.ts'
import { systemClock as clock } from '../../server/clock.ts'
import { pictureNames } from '../../server/pictures/picture-names.ts'
import { createLog } from '../../server/telemetry/log.ts'
import { createReader, SCENE_VERSION } from '../../server/words/reader.ts'
import { createWordsThread } from '../../server/words/words-thread.ts'

export const MODEL = 'bench'
/** Rows in one statement: SQLite takes 32,766 values. */
const STEP = 500
const IMAGE = 'one image for all'

const reader = createReader()

/** A SQLite file with these prompts in its cache, each somebody's public picture, and what looks them up. */
export async function openShelf(prompts: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-similar-'))
  const log = createLog('warn')
  const db = openSqlite(join(folder, 'drawbridge.sqlite'))
  const { look, keyOf } = pictureNames(MODEL)
  const now = new Date(clock.now())
  const expiresAt = new Date(clock.now() + 86_400_000)
  const size = { width: 1024, height: 1024 }
  await db.write((session) =>
    insertImage(session, { hash: IMAGE, mime: 'image/webp', bytes: 1, ...size, source: MODEL, createdAt: now }),
  )

  async function put(words: readonly string[]) {
    const entries = words.map((each) => ({ words: each, key: keyOf(each), ...reader.read(each) }))
    await db.write(async ({ db, tables: { cacheEntries, cacheTerms, pictures } }) => {
      const dates = { lastHitAt: now, expiresAt, createdAt: now }
      const kept = { look, sceneVersion: SCENE_VERSION, imageHash: IMAGE, worth: 0, ...dates }
      await db.insert(cacheEntries).values(entries.map(({ key, words, scene }) => ({ key, words, scene, ...kept })))
      const terms = entries.flatMap(({ key, terms, things }) => terms.map((term) => ({ look, term, things, key })))
      await db.insert(cacheTerms).values(terms)
      const asked = { subject: 'ip:bench', owner: 'visitor:bench', kind: 'new', visibility: 'public' } as const
      const drawn = { status: 'ready', lane: 'free', params: { ...size, style: 'illustration', seed: 1 } } as const
      await db.insert(pictures).values(
        entries.map(({ key, words }) => ({
          id: key,
          key,
          words,
          ...asked,
          ...drawn,
          imageHash: IMAGE,
          createdAt: now,
        })),
      )
    })
  }
  // Words that count as the same have one key, and one picture.
  const distinct = [...new Map(prompts.map((words) => [keyOf(words), words])).values()]
  for (let at = 0; at < distinct.length; at += STEP) await put(distinct.slice(at, at + STEP))

  const words = createWordsThread({ clock, log })
  const similar = createSimilarPictures({ db, clock, log, words, look, keyOf })
  similar.start()
  await similar.settled()
  return {
    ...{ db, words, similar, look, keyOf },
    services: { db, clock, similar, upstream: { model: MODEL }, outcomes: { note() {}, count: async () => {} } },
    async close() {
      await similar.close()
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Shelf = Awaited<ReturnType<typeof openShelf>>
