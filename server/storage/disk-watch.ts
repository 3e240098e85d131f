import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '../../db/database.ts'
import { writeAndErase } from '../../db/queries/write-test.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import type { Log } from '../telemetry/log.ts'
import type { Storage } from './types.ts'

const TRY_AGAIN_MS = 2_000
/** What a try writes: about a picture's worth. */
const TRIED_BYTES = 128 * 1024

const NO_ROOM =
  'the disk cannot be written: new pictures are refused until it can; make room, or see what locked it or made it read-only'

/** Notices when rows or pictures cannot be written, says so once, and tries until they can. */
export interface DiskWatch {
  /** The same as given, watched. */
  readonly db: Database
  readonly storage: Storage
  /** What the last failed write met; undefined while all is well. */
  readonly trouble: string | undefined
  close(): void
}

/**
 * A full or read-only disk is found out by the first write that fails, never by asking: while all is well nothing is added.
 * From then on a picture's worth of bytes and a row are written and removed every two seconds, until that works.
 */
export function watchDisk(parts: { db: Database; storage: Storage; clock: Clock; log: Log }): DiskWatch {
  const { db, storage, clock, log } = parts
  let trouble: string | undefined
  let cancel = () => {}
  let closed = false

  function notice(error: unknown) {
    if (closed || !(error instanceof AppError && error.reason === 'storage')) return
    if (trouble === undefined) {
      log.error({ room: 'storage', error }, NO_ROOM)
      tryLater()
    }
    trouble = error.message
  }

  function tryLater() {
    cancel = clock.timer(TRY_AGAIN_MS, () => {
      tryToWrite()
        .then(() => {
          trouble = undefined
          log.warn({ room: 'storage' }, 'the disk can be written again')
        })
        .catch(() => {
          if (!closed) tryLater()
        })
    })
  }

  async function tryToWrite() {
    const hash = await storage.put(randomBytes(TRIED_BYTES))
    await storage.remove(hash)
    await db.write((session) => writeAndErase(session, randomUUID(), new Date(clock.now())))
  }

  async function watched<T>(work: Promise<T>): Promise<T> {
    work.catch(notice)
    return await work
  }

  return {
    db: { ...db, write: (fn, options) => watched(db.write(fn, options)) },
    storage: { ...storage, put: (bytes) => watched(storage.put(bytes)) },
    get trouble() {
      return trouble
    },
    close() {
      closed = true
      cancel()
    },
  }
}
