import { LRUCache } from 'lru-cache'
import type { Database, Session } from '../../db/database.ts'
import { deleteImage, findImage, insertImage, isImageUsed } from '../../db/queries/images.ts'
import { findPicture } from '../../db/queries/pictures.ts'
import {
  findSketch,
  forgetSketch,
  giveSketch,
  hasSketchesToRelease,
  listSketchesDone,
} from '../../db/queries/sketches.ts'
import type { Picture } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Events } from '../events/types.ts'
import { createAlarm } from '../queue/alarm.ts'
import type { Place } from '../queue/places.ts'
import type { Storage } from '../storage/types.ts'
import type { Log } from '../telemetry/log.ts'
import type { Upstream } from '../upstream/types.ts'

/** Whoever has to wait longer than this is shown a sketch meanwhile. */
const WORTH_A_SKETCH_MS = 3_000
/** More than this many wait for the renderer: the next goes without, until somebody looks again. */
const MOST_AT_ONCE = 8
/** A finished picture's sketch stays this long, for pages that are still fading it out or fetch it late. */
const LINGERS_MS = 60_000

/** What the in-house renderer makes of a picture's words while the real one waits for another upstream. Never charged. */
export interface Sketcher {
  /** Sketches it in the background, if it has no sketch and its wait is worth one. Returns at once; throws never. */
  consider(picture: Picture, place: Place | undefined): void
  /** Ends what is under way; the renderer closes with it. */
  close(): Promise<void>
}

type Parts = {
  db: Database
  clock: Clock
  storage: Storage
  events: Events
  log: Log
  /** How long a drawing takes lately, ms. */
  drawingMs: () => number
  /** Opens the renderer, once the first sketch is wanted. */
  openRenderer: () => Promise<Pick<Upstream, 'draw' | 'model' | 'close'>>
}

export function createSketcher(parts: Parts): Sketcher {
  const { db, clock, storage, events, log } = parts
  const underway = new Map<string, Promise<void>>()
  /** Words the renderer failed at are not tried at every look. */
  const failed = new LRUCache<string, true>({ max: 1_000 })
  const closing = new AbortController()
  const alarm = createAlarm(clock, releaseDone)
  let armed = false
  let releasing: Promise<void> | undefined
  let renderer: ReturnType<Parts['openRenderer']> | undefined
  releaseDone() // what another life of this process left

  async function sketch(id: string) {
    const picture = await findPicture(db.read, id)
    if (!picture || !isUnderway(picture)) return
    const changed = (await reuse(picture)) ?? (await draw(picture))
    if (changed.length > 0) releaseLater()
    for (const changedId of changed) events.publish(`picture:${changedId}`)
  }

  /** Asked for the same before, and it has not arrived either: the same sketch. Undefined if there is none. */
  async function reuse({ id, key }: Picture): Promise<string[] | undefined> {
    const hash = await findSketch(db.read, key)
    if (!hash) return undefined
    return await db.write(async (session) =>
      (await findImage(session, hash)) ? await giveSketch(session, { pictureId: id, hash }) : undefined,
    )
  }

  async function draw({ id, words, params }: Picture): Promise<string[]> {
    renderer ??= parts.openRenderer()
    const { draw, model } = await renderer
    const { bytes, width, height } = await draw({ words, ...params, signal: closing.signal })
    const hash = await storage.put(bytes)
    const createdAt = new Date(clock.now())
    const row = { hash, mime: 'image/webp', bytes: bytes.length, width, height, source: model, createdAt }
    const changed = await db.write(async (session) => {
      await insertImage(session, row)
      return await giveSketch(session, { pictureId: id, hash })
    })
    if (changed.length === 0) await db.write((session) => removeUnused(session, hash), { alone: true })
    // The same bytes may have been removed, as nobody's, between put and commit; from here on they are somebody's.
    else if (!(await storage.stat(hash, 'webp'))) await storage.put(bytes)
    return changed
  }

  /** Bytes first: killed in between, the row still tells what is to be removed. */
  async function removeUnused(session: Session, hash: string) {
    if (await isImageUsed(session, hash)) return
    await storage.remove(hash)
    await deleteImage(session, hash)
  }

  function releaseLater() {
    if (armed) return
    armed = true
    alarm.set(LINGERS_MS)
  }

  function releaseDone() {
    armed = false
    releasing = release().catch((error) => {
      log.error({ room: 'pictures', error }, 'sketches of finished pictures could not be removed; trying again')
      releaseLater()
    })
  }

  async function release() {
    for (const { id, sketchHash } of await listSketchesDone(db.read, new Date(clock.now() - LINGERS_MS))) {
      await db.write(
        async (session) => {
          await forgetSketch(session, id)
          if (sketchHash) await removeUnused(session, sketchHash)
        },
        { alone: true },
      )
    }
    if (await hasSketchesToRelease(db.read)) releaseLater()
  }

  return {
    consider(picture, place) {
      if (closing.signal.aborted || picture.sketchHash || !isUnderway(picture)) return
      if ((place?.startsInSeconds ?? 0) * 1000 + parts.drawingMs() <= WORTH_A_SKETCH_MS) return
      const id = picture.leaderId ?? picture.id
      if (underway.has(id) || failed.has(id) || underway.size >= MOST_AT_ONCE) return
      const done = sketch(id)
        .catch((error) => {
          if (closing.signal.aborted) return
          failed.set(id, true)
          log.warn({ room: 'pictures', picture: id, error }, 'a sketch could not be drawn; its picture waits without')
        })
        .finally(() => underway.delete(id))
      underway.set(id, done)
    },
    async close() {
      closing.abort()
      alarm.close()
      await Promise.all([...underway.values(), releasing])
      await (await renderer?.catch(() => undefined))?.close()
    },
  }
}

const isUnderway = ({ status }: Picture) => status === 'queued' || status === 'drawing'
