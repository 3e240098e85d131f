import type { Database } from '../../../db/database.ts'
import { deleteOffersBefore, type EntryReading, findOfferable, listTerms } from '../../../db/queries/similar.ts'
import type { Clock } from '../../clock.ts'
import { createAlarm } from '../../queue/alarm.ts'
import type { Log } from '../../telemetry/log.ts'
import type { Difference } from '../../words/compare-scenes.ts'
import { SCENE_VERSION } from '../../words/reader.ts'
import type { WordsThread } from '../../words/words-thread.ts'
import { catchUp } from './catch-up.ts'
import { findCandidates } from './find-candidates.ts'

/** A cached picture of words much like those asked for. */
export type SimilarFound = {
  key: string
  words: string
  image: { hash: string; width: number; height: number }
  closeness: number
  differences: Difference[]
}

/** Cached pictures by what their words ask for. Without its thread nothing is found, and nothing fails. */
export interface SimilarPictures {
  /** The nearest one of this look that may be offered; undefined if none comes up to `atLeast`, or nothing was understood. */
  find(words: string, options: { look: string; atLeast: number }): Promise<SimilarFound | undefined>
  /** What an entry is kept with, so that it is found. Undefined when it cannot be read at once: it is caught up with soon. */
  read(words: string): Promise<EntryReading | undefined>
  /** Reads in the background, in small steps, what has no reading yet, now and whenever something was left over. */
  start(): void
  /** Once everything begun so far is done. */
  settled(): Promise<void>
  close(): Promise<void>
}

type Parts = {
  db: Database
  clock: Clock
  log: Log
  words: WordsThread
  /** That of the pictures drawn now, for entries from before looks were written down; `keyOf` tells which are of it. */
  look: string
  keyOf(words: string): string
}

/** More than one, because the nearest may have been deleted since. */
const MOST_RANKED = 5
const TERMS_IN_A_STEP = 500
const CATCH_UP_MS = 10_000
const SWEEP_MS = 3_600_000
/** Offers are remembered for so long. */
const OFFERS_KEPT_MS = 30 * 86_400_000

export function createSimilarPictures(parts: Parts): SimilarPictures {
  const { db, clock, log, words } = parts
  const nextCatchUp = createAlarm(clock, () => run(catchUpAndGoOn))
  const nextSweep = createAlarm(clock, () => run(sweepOffers))
  let closed = false
  let running: Promise<void> = Promise.resolve()

  /** One thing after another; `close` waits for what has begun. */
  function run(work: () => Promise<void>) {
    running = running.then(async () => {
      try {
        if (!closed) await work()
      } catch (error) {
        log.warn({ room: 'cache', error }, 'what cached words ask for could not be kept up to date')
      }
    })
  }

  async function catchUpAndGoOn() {
    words.warmUp()
    const done = await catchUp({ ...parts, isClosed: () => closed })
    if (!done && !closed) nextCatchUp.set(CATCH_UP_MS)
  }

  async function learnTerms() {
    const { look } = parts
    for (let after = ''; !closed; ) {
      const terms = await listTerms(db.read, { look, after, most: TERMS_IN_A_STEP })
      words.learn(terms)
      const last = terms.at(-1)
      if (last === undefined) return
      after = last
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async function sweepOffers() {
    nextSweep.set(SWEEP_MS)
    await db.write((session) => deleteOffersBefore(session, new Date(clock.now() - OFFERS_KEPT_MS)))
  }

  return {
    async find(asked, { look, atLeast }) {
      const question = await words.ask(asked)
      if (!question) return undefined
      const now = new Date(clock.now())
      const candidates = await findCandidates(db.read, question, { look, now })
      if (candidates.length === 0) return undefined
      const ranked = (await words.rank(question.scene, candidates, atLeast, MOST_RANKED)) ?? []
      for (const { key, ...how } of ranked) {
        const entry = await findOfferable(db.read, key, now)
        if (entry?.look === look) return { key, words: entry.words, image: entry.image, ...how }
      }
      return undefined
    },

    async read(entryWords) {
      // A picture that is drawn does not wait for a thread to start.
      const reading = words.ready ? await words.read(entryWords) : undefined
      if (reading) return { ...reading, sceneVersion: SCENE_VERSION }
      words.warmUp()
      nextCatchUp.set(CATCH_UP_MS)
      return undefined
    },

    start() {
      run(learnTerms)
      run(catchUpAndGoOn)
      run(sweepOffers)
    },

    settled: () => running,

    async close() {
      closed = true
      nextCatchUp.close()
      nextSweep.close()
      await words.close()
      await running
    },
  }
}
