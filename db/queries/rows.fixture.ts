import { v7 as uuidv7 } from 'uuid'
import type { NewImage } from './images.ts'
import type { NewPicture } from './pictures.ts'

export const NOON = new Date('2026-03-01T12:00:00Z')
export const at = (ms: number) => new Date(NOON.getTime() + ms)

/** A waiting public picture of a visitor, unless told otherwise. */
export function pictureRow(set: Partial<NewPicture> = {}): NewPicture {
  const id = set.id ?? uuidv7()
  return {
    id,
    subject: 'ip:a',
    owner: 'visitor:a',
    kind: 'new',
    words: 'a red car',
    key: `key of ${id}`,
    params: { width: 1024, height: 1024, style: 'illustration', seed: 7 },
    visibility: 'public',
    status: 'queued',
    lane: 'free',
    turn: 0,
    createdAt: NOON,
    ...set,
  }
}

export function imageRow(hash: string): NewImage {
  return { hash, mime: 'image/webp', bytes: 9, width: 1024, height: 1024, source: 'test', createdAt: NOON }
}
